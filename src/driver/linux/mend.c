/* mend.c - what somebody else deleted, flushed or renamed is put back. */
#include <string.h>

#include "driver/linux/forward.h"
#include "driver/linux/link.h"
#include "driver/linux/nat.h"
#include "driver/linux/rules.h"
#include "driver/linux/ruleset.h"

/* Is what the step made there, as far as that can be told cheaply? */
typedef bool whole_test(struct hcn_call *c, struct linux_driver *d, const struct step *s,
                        bool *whole);

static bool bridge_whole(struct hcn_call *c, struct linux_driver *d, const struct step *s,
                         bool *whole)
{
    struct link l;

    if (!link_find(c, &d->route, s->link, &l))
        return false;
    *whole = link_is_ours(d, &l, s->tag) && !strcmp(l.kind, "bridge") && !strcmp(l.name, s->link);
    return true;
}

static bool port_whole(struct hcn_call *c, struct linux_driver *d, const struct step *s,
                       bool *whole)
{
    struct link l;

    if (!link_find(c, &d->route, s->link, &l))
        return false;
    *whole = link_is_ours(d, &l, s->tag) && l.master && !strcmp(l.name, s->link) &&
             l.master == link_index(&d->route, s->bridge);
    return true;
}

static bool network_whole(struct hcn_call *c, struct linux_driver *d, const struct step *s,
                          bool *whole)
{
    struct nft_elements all;
    bool mended = false, addressed;

    if (!ruleset_mend(c, d, &mended) || !network_elements(c, s, &all) ||
        !rules_present(c, d, &all, s->tag, whole) || !bridge_addressed(c, d, s, &addressed))
        return false;
    *whole &= !mended && addressed && forward_whole(s);
    return !*whole || forward_open(c, d, s, false); /* interfaces that came meanwhile */
}

static bool endpoint_whole(struct hcn_call *c, struct linux_driver *d, const struct step *s,
                           bool *whole)
{
    struct nft_elements all;

    return endpoint_elements(c, s, &all) && rules_present(c, d, &all, s->tag, whole);
}

static bool up_whole(struct hcn_call *c, struct linux_driver *d, const struct step *s, bool *whole)
{
    struct link l;

    if (!link_find(c, &d->route, s->link, &l))
        return false;
    *whole = l.up;
    return true;
}

static const struct {
    whole_test *whole;
    step_act *remove, *add;
} menders[STEP_KINDS] = {
    [STEP_BRIDGE] = { bridge_whole, bridge_remove, bridge_add },
    [STEP_PORT] = { port_whole, port_remove, port_add },
    [STEP_NETWORK] = { network_whole, network_remove, network_add },
    [STEP_ENDPOINT] = { endpoint_whole, endpoint_remove, endpoint_add },
    [STEP_UP] = { up_whole, NULL, up_add },
};

/* What cannot be made whole is not left half made. */
bool mend_step(struct hcn_call *c, struct linux_driver *d, const struct step *s, bool *mended)
{
    step_act *remove = s->kind < STEP_KINDS ? menders[s->kind].remove : NULL;
    struct hcn_call *own = &(struct hcn_call){ 0 };
    bool whole;

    if (s->kind >= STEP_KINDS || !menders[s->kind].whole)
        return true;
    if (!menders[s->kind].whole(c, d, s, &whole))
        return false;
    if (whole && !*mended)
        return true;
    *mended = true;
    if ((!remove || remove(c, d, s)) && menders[s->kind].add(c, d, s))
        return true;
    (void)(remove && remove(own, d, s));
    call_end(own);
    return false;
}
