/* load_balancer.c - load balancers. */
#include "client/typed.h"

TYPED_FUNCTIONS(load_balancer, KIND_LOAD_BALANCER)

bool hcn_load_balancer_update(struct hcn_call *call, struct hcn_load_balancer *balancer,
                              const struct hcn_load_balancer_document *settings)
{
    const char *json = document_text(call, &load_balancer_record, settings);

    return json && hcn_load_balancer_modify_json(call, balancer, json);
}
