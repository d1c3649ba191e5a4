/* hns_policies.c - policy lists: load balancers and SDN routes, under one path. */
#include <string.h>

#include "abi/hns.h"
#include "schema/version1.h"

static const uint32_t kinds[] = { KIND_LOAD_BALANCER, KIND_ROUTE };

bool hns_list_policies(struct hns *h)
{
    struct buffer list = { .call = &h->call };

    buffer_text(&list, "[");
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (!hns_add_all(h, kinds[i], &list))
            return false;
    buffer_text(&list, "]");
    h->output = buffer_end(&list);
    return h->output != NULL;
}

bool hns_create_policies(struct hns *h)
{
    const char *settings = hns_given(h);
    uint32_t kind;

    return settings && version1_list_kind(&h->call, settings, &kind) &&
           hns_make_shown(h, kind, NULL, settings);
}

static bool get(struct hcn_call *c, uint32_t kind, struct hns *h)
{
    const char *text = hns_text(c, kind, &h->id);

    h->output = text ? call_text(&h->call, text, strlen(text)) : NULL;
    return h->output != NULL;
}

static bool drop(struct hcn_call *c, uint32_t kind, struct hns *h)
{
    return hns_delete(c, kind, &h->id);
}

/* Does it to the list of that id, whichever kind it is of. */
static bool find(struct hns *h, bool (*act)(struct hcn_call *, uint32_t, struct hns *))
{
    bool ok = false, missed = true;

    for (size_t i = 0; i < COUNT(kinds) && missed; i++) {
        struct hcn_call own = { 0 };

        ok = act(&own, kinds[i], h);
        missed = own.hresult == kind_row(kinds[i])->not_found;
        if (!ok && (!missed || i == COUNT(kinds) - 1))
            fail_as(&h->call, &own);
        call_end(&own);
    }
    return ok;
}

bool hns_get_policies(struct hns *h)
{
    return find(h, get);
}

bool hns_remove_policies(struct hns *h)
{
    return find(h, drop);
}
