/* route.c - SDN routes. */
#include "client/typed.h"

TYPED_FUNCTIONS(route, KIND_ROUTE)

bool hcn_route_update(struct hcn_call *call, struct hcn_route *route,
                      const struct hcn_route_document *settings)
{
    const char *json = document_text(call, &route_record, settings);

    return json && hcn_route_modify_json(call, route, json);
}
