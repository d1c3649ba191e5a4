/* route.c - what an SDN route has to say. */
#include "base/text.h"
#include "engine/group.h"

bool route_take(struct work *w, struct object *o, void *document)
{
    const struct hcn_route_document *d = document;

    (void)o;
    for (size_t i = 0; i < d->routes.count; i++)
        if (text_empty(d->routes.at[i]->destination_prefix))
            return fail(w->call, HCN_E_INVALID_PREFIX,
                        "SDN route.Routes[%zu].DestinationPrefix: expected an address prefix, "
                        "found nothing",
                        i);
    return true;
}
