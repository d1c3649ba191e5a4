/*
 * documents.h - the JSON documents of the Host Compute Network API as plain C structs.
 *
 * A document mirrors one JSON object: objects.h has the networks, endpoints, namespaces and so on,
 * policies.h their policies, requests.h what is asked and answered. Members have the names of the
 * service's own schema (HNS_Schema.md of the public HCN documentation), in lower case; where other
 * sources say more, the comment names them: hcsshim, WSL and HNS.V2.psm1 are public code of
 * Microsoft.
 *
 * Absent, zero and empty are three things. A text or pointer that is NULL is absent. For a number,
 * bool, word, id or list, zero counts as absent unless hcn_member_give() marked it as given;
 * reading does so, and hcn_member_given() asks. What is absent is not printed. In a new document
 * what the service needs to see is given from the start: a Type, a RequestType, an Action, a
 * Direction, counters.
 *
 * Documents are made by hcn_document_new() and hcn_document_read(), or by the builders of
 * policies.h, and live as long as the call that they were made in. What a list or pointer refers to
 * has to live as long as the document. Members that the library does not know are kept and printed
 * again. Never use sizeof on a document: members are added at the end.
 *
 * Words are numbers: one of the enum named in the comment, or HCN_WORD_UNKNOWN for a word of the
 * service that this library does not know; hcn_word_text() gives its text. Members of type "any"
 * are JSON text.
 *
 *     struct hcn_network_document *network = hcn_document_new(call, HCN_DOCUMENT_NETWORK);
 *     struct hcn_ipam *ipam = hcn_document_new(call, HCN_DOCUMENT_IPAM);
 *
 *     network->name = "nat";
 *     network->type = HCN_NETWORK_NAT;
 *     hcn_list_append(call, &network->ipams, ipam);
 *     puts(hcn_document_print(call, network));
 *
 * (Check for NULL in real code: there may be no memory.)
 */
#ifndef HCN_DOCUMENTS_H
#define HCN_DOCUMENTS_H

#include <hcn/objects.h>
#include <hcn/policies.h>
#include <hcn/requests.h>
#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A word that this library does not know; its text is kept. */
#define HCN_WORD_UNKNOWN UINT32_MAX

/* Every document, with its struct. */
enum hcn_document {
    HCN_DOCUMENT_NETWORK,       /* hcn_network_document */
    HCN_DOCUMENT_ENDPOINT,      /* hcn_endpoint_document */
    HCN_DOCUMENT_NAMESPACE,     /* hcn_namespace_document */
    HCN_DOCUMENT_LOAD_BALANCER, /* hcn_load_balancer_document */
    HCN_DOCUMENT_ROUTE,         /* hcn_route_document */
    HCN_DOCUMENT_GUEST_SERVICE, /* hcn_guest_service_document */

    /* Their parts. */
    HCN_DOCUMENT_SCHEMA_VERSION,
    HCN_DOCUMENT_HEALTH,
    HCN_DOCUMENT_HEALTH_EXTRA,
    HCN_DOCUMENT_TELEMETRY,
    HCN_DOCUMENT_ADDITIONAL_PARAMS,
    HCN_DOCUMENT_LINUX_PARAMS,
    HCN_DOCUMENT_DNS,
    HCN_DOCUMENT_IP_ROUTE,
    HCN_DOCUMENT_MAC_RANGE,
    HCN_DOCUMENT_MAC_POOL,
    HCN_DOCUMENT_IP_SUBNET,
    HCN_DOCUMENT_SUBNET,
    HCN_DOCUMENT_IPAM,
    HCN_DOCUMENT_IP_CONFIGURATION,
    HCN_DOCUMENT_RESOURCE_DATA,
    HCN_DOCUMENT_RESOURCE,
    HCN_DOCUMENT_LOAD_BALANCER_PORT_MAPPING,
    HCN_DOCUMENT_GUEST_INTERFACE,
    HCN_DOCUMENT_RPC_INFORMATION,
    HCN_DOCUMENT_POLICY,

    /* Requests and answers. */
    HCN_DOCUMENT_QUERY,
    HCN_DOCUMENT_NETWORK_REQUEST,       /* hcn_modify_request */
    HCN_DOCUMENT_ENDPOINT_REQUEST,      /* hcn_modify_request of an endpoint */
    HCN_DOCUMENT_NAMESPACE_REQUEST,     /* hcn_modify_request */
    HCN_DOCUMENT_LOAD_BALANCER_REQUEST, /* hcn_modify_request */
    HCN_DOCUMENT_GUEST_SERVICE_REQUEST, /* hcn_modify_request */
    HCN_DOCUMENT_POLICY_SETTINGS,       /* hcn_policy_request */
    HCN_DOCUMENT_EXTENSION_SETTINGS,    /* hcn_extension_request */
    HCN_DOCUMENT_SUBNET_SETTINGS,       /* hcn_subnet_request */
    HCN_DOCUMENT_IP_SUBNET_SETTINGS,    /* hcn_ip_subnet_request */
    HCN_DOCUMENT_VM_ENDPOINT_SETTINGS,  /* hcn_vm_endpoint_request */
    HCN_DOCUMENT_ENDPOINT_SETTINGS,     /* hcn_endpoint_request */
    HCN_DOCUMENT_CONTAINER_SETTINGS,    /* hcn_container_request */
    HCN_DOCUMENT_STATE_SETTINGS,        /* hcn_state_request */
    HCN_DOCUMENT_ERROR_RECORD,
    HCN_DOCUMENT_STATISTICS,
    HCN_DOCUMENT_NOTIFICATION,
    HCN_DOCUMENT_GUEST_SERVICE_NOTIFICATION,

    /* Parts of policy settings; the settings themselves: hcn_policy_settings_new(). */
    HCN_DOCUMENT_TIER_ACL_RULE,
    HCN_DOCUMENT_FIVE_TUPLE,
    HCN_DOCUMENT_PROXY_EXCEPTIONS,
    HCN_DOCUMENT_AUTHENTICATION_METHOD,
    HCN_DOCUMENT_AUTHENTICATION_SETTINGS
};

/* An empty document of that struct, in memory of the call. NULL when there is none. */
HCN_API void *hcn_document_new(struct hcn_call *call, enum hcn_document document);

/*
 * Reads JSON text into a document. Members in any case and order, words in any case or as numbers,
 * flags and protocols as numbers or words ("IsolateVSwitch, EnableIov"), whole numbers in any
 * notation (1.0, 1e3), ids in any case and with or without braces; null is absent. Refused, with
 * the path of the member and what was expected: wrong types, numbers out of range, texts that are
 * not the address, prefix or list that they have to be, unknown words, a member twice, nesting
 * beyond 64, more than 16 MiB. Mostly HCN_E_INVALID_JSON; HCN_E_GUID_CONVERSION_FAILURE,
 * HCN_E_INVALID_IP, HCN_E_INVALID_PREFIX, HCN_E_INVALID_NETWORK, HCN_E_INVALID_NETWORK_TYPE,
 * HCN_E_INVALID_ENDPOINT and HCN_E_INVALID_POLICY where they say more.
 */
HCN_API void *hcn_document_read(struct hcn_call *call, enum hcn_document document,
                                const char *json);

/*
 * The same for what a service answered: a member that does not fit is kept as it came, and counts
 * as absent; of a member in two spellings the first counts. Only text that is no JSON object within
 * the limits above is refused.
 */
HCN_API void *hcn_document_read_answer(struct hcn_call *call, enum hcn_document document,
                                       const char *json);

/*
 * The JSON text of a document, in the service's spelling: members in the order of its struct, then
 * those that the library does not know. Does not check what it prints.
 */
HCN_API const char *hcn_document_print(struct hcn_call *call, const void *document);

/* Do two documents of the same struct say the same? */
HCN_API bool hcn_document_equal(const void *a, const void *b);

/*
 * Was a member given? Marks a member as given, although it is zero; makes it absent. `member` is
 * its address in the document: hcn_member_give(network, &network->flags).
 */
HCN_API bool hcn_member_given(const void *document, const void *member);
HCN_API void hcn_member_give(void *document, const void *member);
HCN_API void hcn_member_drop(void *document, void *member);

/*
 * The text of a member that the library does not know: the JSON text of its value, or NULL. The
 * name may be in any case.
 */
HCN_API const char *hcn_member_unknown(const void *document, const char *name);

/*
 * The text of a word member: the service's spelling of a known one, what the service wrote for an
 * unknown one. `member` is its address in the document. NULL when there is none, and when the
 * member is no word.
 */
HCN_API const char *hcn_word_text(struct hcn_call *call, const void *document,
                                  const uint32_t *member);

/*
 * Appends an item to a list, which is named by its address; true unless the call has failed, before
 * or while the item was made, or there is no memory: then the list stays as it was.
 *
 *     hcn_list_append(call, &network->policies, hcn_policy_net_adapter_name(call, "eth0"));
 */
#define hcn_list_append(call, list, item)                                                          \
    (hcn_list_room(call, &(list)->at, &(list)->count, sizeof *(list)->at) &&                       \
     ((list)->at[(list)->count - 1] = (item), hcn_list_settle(call, &(list)->count)))

/* The two halves of hcn_list_append(): room for one more, and taking it back in a failed call. */
HCN_API bool hcn_list_room(struct hcn_call *call, void *at, size_t *count, size_t size);
HCN_API bool hcn_list_settle(const struct hcn_call *call, size_t *count);

/*
 * A modify request for one kind of object: HCN_DOCUMENT_NETWORK_REQUEST and its like. `settings` is
 * the document that the resource type asks for, printed now, or NULL for none.
 */
HCN_API struct hcn_modify_request *
hcn_modify_request_new(struct hcn_call *call, enum hcn_document document, uint32_t resource_type,
                       enum hcn_request_type request_type, const void *settings);

#ifdef __cplusplus
}
#endif

#endif
