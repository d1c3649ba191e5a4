/* guest_service.c - guest network services. */
#include "client/typed.h"

TYPED_FUNCTIONS(guest_service, KIND_GUEST_SERVICE)

bool hcn_guest_service_set_state(struct hcn_call *call, struct hcn_guest_service *guest,
                                 enum hcn_guest_service_state state)
{
    struct hcn_state_request *settings = hcn_document_new(call, HCN_DOCUMENT_STATE_SETTINGS);
    const struct hcn_modify_request *request;

    if (!settings)
        return false;
    settings->state = state;
    request =
        hcn_modify_request_new(call, HCN_DOCUMENT_GUEST_SERVICE_REQUEST,
                               HCN_GUEST_SERVICE_RESOURCE_STATE, HCN_REQUEST_UPDATE, settings);
    return request && hcn_guest_service_modify_json(call, guest, hcn_document_print(call, request));
}
