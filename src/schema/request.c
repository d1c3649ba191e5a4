/* request.c - the table of kinds. */
#include "schema/request.h"

#include "schema/records.h"

static const struct kind_row rows[KINDS] = {
    [KIND_NETWORK] = { "network", "networks", &network_record, &network_record,
                       HCN_E_NETWORK_NOT_FOUND },
    [KIND_ENDPOINT] = { "endpoint", "endpoints", &endpoint_record, &endpoint_record,
                        HCN_E_ENDPOINT_NOT_FOUND },
    [KIND_NAMESPACE] = { "namespace", "namespaces", &namespace_record, &namespace_record,
                         HCN_WIN32_NOT_FOUND },
    [KIND_LOAD_BALANCER] = { "load balancer", "load balancers", &load_balancer_record,
                             &load_balancer_record, HCN_WIN32_NOT_FOUND },
    [KIND_ROUTE] = { "SDN route", "SDN routes", &route_record, &route_answer_record,
                     HCN_WIN32_NOT_FOUND },
    [KIND_GUEST_SERVICE] = { "guest network service", "guest network services",
                             &guest_service_record, &guest_service_record, HCN_WIN32_NOT_FOUND },
};

const struct hcn_guid host_default_id = {
    0x910f7d92, 0xba2d, 0x4c3f, { 0x98, 0xae, 0x7c, 0x0a, 0xc5, 0x90, 0xd2, 0xdc }
};

const struct kind_row *kind_row(uint32_t kind)
{
    static const struct kind_row unknown = { "object", "objects", NULL, NULL, HCN_WIN32_NOT_FOUND };

    return kind < KINDS ? &rows[kind] : &unknown;
}

bool kind_not_found(struct hcn_call *c, uint32_t kind, const struct hcn_guid *id)
{
    return fail(c, kind_row(kind)->not_found, "there is no %s %s", kind_row(kind)->word,
                guid_text(id).s);
}
