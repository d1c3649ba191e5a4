/*
 * hresult.c - what each HRESULT is called, says and means. Texts are the service's own, since
 * clients compare error records word for word (learn.microsoft.com, "HCN HRESULTs").
 */
#include "base/hresult.h"

#include <stddef.h>

#define ROW(code, class, text)                                                                     \
    {                                                                                              \
        code, #code, HCN_CLASS_##class, text                                                       \
    }
#define WIN32(code, class, text)                                                                   \
    {                                                                                              \
        HCN_WIN32_##code, "ERROR_" #code, HCN_CLASS_##class, text                                  \
    }

/* clang-format off */
static const struct hresult rows[] = {
    { 0, "S_OK", HCN_CLASS_NONE, "The operation completed successfully." },
    ROW(E_NOTIMPL, UNSUPPORTED, "Not implemented"),
    ROW(E_FAIL, OTHER, "Unspecified error"),
    ROW(E_ACCESSDENIED, ACCESS_DENIED, "Access is denied."),
    ROW(E_HANDLE, INVALID_ARGUMENT, "The handle is invalid."),
    ROW(E_OUTOFMEMORY, OUT_OF_MEMORY, "Not enough memory resources are available to complete this operation."),
    WIN32(SHARING_VIOLATION, CONFLICT, "The process cannot access the file because it is being used by another process."),
    WIN32(DUP_NAME, CONFLICT, "A duplicate name exists on the network."),
    ROW(E_INVALIDARG, INVALID_ARGUMENT, "The parameter is incorrect."),
    WIN32(DISK_FULL, OTHER, "There is not enough space on the disk."),
    WIN32(ALREADY_EXISTS, CONFLICT, "Cannot create a file when that file already exists."),
    WIN32(NO_SYSTEM_RESOURCES, OTHER, "Insufficient system resources exist to complete the requested service."),
    WIN32(TIMEOUT, TIMED_OUT, "This operation returned because the timeout period expired."),
    WIN32(NOT_FOUND, NOT_FOUND, "Element not found."),
    { HCN_WIN32_SERVER_UNAVAILABLE, "RPC_S_SERVER_UNAVAILABLE", HCN_CLASS_UNAVAILABLE, "The RPC server is unavailable." },
    { HCN_WIN32_CALL_FAILED, "RPC_S_CALL_FAILED", HCN_CLASS_UNAVAILABLE, "The remote procedure call failed." },
    { HCN_WIN32_NOT_REGISTERED, "EPT_S_NOT_REGISTERED", HCN_CLASS_UNAVAILABLE, "There are no more endpoints available from the endpoint mapper." },
    WIN32(OBJECT_ALREADY_EXISTS, CONFLICT, "The object already exists."),
    ROW(HCN_E_NETWORK_NOT_FOUND, NOT_FOUND, "The network was not found."),
    ROW(HCN_E_ENDPOINT_NOT_FOUND, NOT_FOUND, "The endpoint was not found."),
    ROW(HCN_E_LAYER_NOT_FOUND, NOT_FOUND, "The network's underlying layer was not found."),
    ROW(HCN_E_SWITCH_NOT_FOUND, NOT_FOUND, "The virtual switch was not found."),
    ROW(HCN_E_SUBNET_NOT_FOUND, INVALID_DOCUMENT, "The network does not have a subnet for this endpoint."),
    ROW(HCN_E_ADAPTER_NOT_FOUND, NOT_FOUND, "An adapter was not found."),
    ROW(HCN_E_PORT_NOT_FOUND, NOT_FOUND, "The switch-port was not found."),
    ROW(HCN_E_POLICY_NOT_FOUND, NOT_FOUND, "An expected policy was not found."),
    ROW(HCN_E_VFP_PORTSETTING_NOT_FOUND, NOT_FOUND, "A required VFP port setting was not found."),
    ROW(HCN_E_INVALID_NETWORK, INVALID_DOCUMENT, "The provided network configuration is invalid or missing parameters."),
    ROW(HCN_E_INVALID_NETWORK_TYPE, INVALID_DOCUMENT, "Invalid network type."),
    ROW(HCN_E_INVALID_ENDPOINT, INVALID_DOCUMENT, "The provided endpoint configuration is invalid or missing parameters."),
    ROW(HCN_E_INVALID_POLICY, POLICY_INVALID, "The provided policy configuration is invalid or missing parameters."),
    ROW(HCN_E_INVALID_POLICY_TYPE, POLICY_INVALID, "Invalid policy type."),
    ROW(HCN_E_INVALID_REMOTE_ENDPOINT_OPERATION, UNSUPPORTED, "This requested operation is invalid for a remote endpoint."),
    ROW(HCN_E_NETWORK_ALREADY_EXISTS, CONFLICT, "A network with this name already exists."),
    ROW(HCN_E_LAYER_ALREADY_EXISTS, CONFLICT, "A network with this name already exists."),
    ROW(HCN_E_POLICY_ALREADY_EXISTS, CONFLICT, "Policy information already exists on this object."),
    ROW(HCN_E_PORT_ALREADY_EXISTS, CONFLICT, "The specified port already exists."),
    ROW(HCN_E_ENDPOINT_ALREADY_ATTACHED, CONFLICT, "This endpoint is already attached to the switch."),
    ROW(HCN_E_REQUEST_UNSUPPORTED, UNSUPPORTED, "The specified request is unsupported."),
    ROW(HCN_E_MAPPING_NOT_SUPPORTED, POLICY_INVALID, "Port mapping is not supported on the given network."),
    ROW(HCN_E_DEGRADED_OPERATION, OTHER, "There was an operation attempted on a degraded object."),
    ROW(HCN_E_SHARED_SWITCH_MODIFICATION, CONFLICT, "Cannot modify a switch shared by multiple networks."),
    ROW(HCN_E_GUID_CONVERSION_FAILURE, INVALID_DOCUMENT, "Failed to interpret a parameter as a GUID."),
    ROW(HCN_E_REGKEY_FAILURE, OTHER, "Failed to process registry key."),
    ROW(HCN_E_INVALID_JSON, INVALID_DOCUMENT, "Invalid JSON document string."),
    ROW(HCN_E_INVALID_JSON_REFERENCE, INVALID_DOCUMENT, "The reference is invalid in the JSON document."),
    ROW(HCN_E_ENDPOINT_SHARING_DISABLED, UNSUPPORTED, "Endpoint sharing is disabled."),
    ROW(HCN_E_INVALID_IP, INVALID_DOCUMENT, "IP address is either invalid or not part of any configured subnet(s)."),
    ROW(HCN_E_SWITCH_EXTENSION_NOT_FOUND, NOT_FOUND, "The specified switch extension does not exist on this switch."),
    ROW(HCN_E_MANAGER_STOPPED, UNAVAILABLE, "Operation cannot be performed while service is stopping."),
    ROW(GCN_E_MODULE_NOT_FOUND, NOT_FOUND, "Operation cannot be performed while service module not found."),
    ROW(GCN_E_NO_REQUEST_HANDLERS, UNSUPPORTED, "Request Handlers not present to handle the JSON request."),
    ROW(GCN_E_REQUEST_UNSUPPORTED, UNSUPPORTED, "The specified request is unsupported."),
    ROW(GCN_E_RUNTIMEKEYS_FAILED, OTHER, "Add runtime keys to container failed."),
    ROW(GCN_E_NETADAPTER_TIMEOUT, TIMED_OUT, "Timeout while waiting for network adapter with the given instance id."),
    ROW(GCN_E_NETADAPTER_NOT_FOUND, NOT_FOUND, "Network adapter not found for the given instance id."),
    ROW(GCN_E_NETCOMPARTMENT_NOT_FOUND, NOT_FOUND, "Network compartment not found for the given id."),
    ROW(GCN_E_NETINTERFACE_NOT_FOUND, NOT_FOUND, "Network interface not found for the given id."),
    ROW(GCN_E_DEFAULTNAMESPACE_EXISTS, CONFLICT, "Default Namespace already exists."),
    ROW(HCN_E_ICS_DISABLED, UNSUPPORTED, "Internet Connection Sharing service (SharedAccess) is disabled and cannot be started."),
    ROW(HCN_E_ENDPOINT_NAMESPACE_ALREADY_EXISTS, CONFLICT, "This requested operation is invalid as endpoint is already part of a network namespace."),
    ROW(HCN_E_ENTITY_HAS_REFERENCES, CONFLICT, "The specified entity cannot be removed while it still has references."),
    ROW(HCN_E_INVALID_INTERNAL_PORT, POLICY_INVALID, "The internal port must exist and cannot be zero."),
    ROW(HCN_E_NAMESPACE_ATTACH_FAILED, OTHER, "The requested operation for attach namespace failed."),
    ROW(HCN_E_ADDR_INVALID_OR_RESERVED, CONFLICT, "An address provided is invalid or reserved."),
    ROW(HCN_E_INVALID_PREFIX, INVALID_DOCUMENT, "The prefix provided is invalid."),
    ROW(HCN_E_OBJECT_USED_AFTER_UNLOAD, NOT_FOUND, "A call was performed against an object that was torn down."),
    ROW(HCN_E_INVALID_SUBNET, INVALID_DOCUMENT, "The provided subnet configuration is invalid or missing parameters."),
    ROW(HCN_E_INVALID_IP_SUBNET, INVALID_DOCUMENT, "The provided IP subnet configuration is invalid or missing parameters."),
    ROW(HCN_E_ENDPOINT_NOT_ATTACHED, CONFLICT, "The endpoint must be attached to complete the operation."),
    ROW(HCN_E_ENDPOINT_NOT_LOCAL, CONFLICT, "The endpoint must be local to complete the operation."),
    ROW(HCN_INTERFACEPARAMETERS_ALREADY_APPLIED, POLICY_INVALID, "Cannot apply more than one InterfaceParameters policy."),
    ROW(HCN_E_VFP_NOT_ALLOWED, UNSUPPORTED, "A network of this type can not be created because VFP is not available."),
};
/* clang-format on */

const struct hresult *hresult_find(int32_t code)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].code == code)
            return &rows[i];
    return NULL;
}

enum hcn_class hresult_class(int32_t code)
{
    const struct hresult *row = hresult_find(code);

    if (row)
        return row->class_;
    return code < 0 ? HCN_CLASS_OTHER : HCN_CLASS_NONE;
}
