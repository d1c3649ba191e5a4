/* mend.c - puts back what somebody deleted or flushed. */
#include "engine/mend.h"

#include "engine/adopted.h"
#include "engine/endpoint.h"
#include "engine/kinds.h"
#include "engine/namespace.h"
#include "engine/network.h"
#include "engine/objects.h"

static bool mend_steps(struct work *w, const struct work *steps, bool *mended)
{
    struct driver *d = w->driver;

    for (size_t i = 0; i < steps->steps.count; i++)
        if (!d->kind->mend(w->call, d, steps->steps.at[i], mended))
            return false;
    return true;
}

static bool mend_network(struct work *w, const struct hcn_network_document *n, bool *mended)
{
    struct work scratch = work_begin(w->call, w->store, w->driver, w->request);

    return network_steps(&scratch, n, false) && mend_steps(w, &scratch, mended);
}

static bool mend_endpoint(struct work *w, struct object *o)
{
    struct work scratch = work_begin(w->call, w->store, w->driver, w->request);
    bool mended = false;

    return endpoint_steps(&scratch, o) && mend_steps(w, &scratch, &mended);
}

static bool mend_object(struct work *w, struct object *o)
{
    const struct hcn_network_document *n;
    bool mended = false;

    if (o->kind == KIND_ENDPOINT)
        return mend_endpoint(w, o);
    n = object_document(w, o);
    return n && mend_network(w, n, &mended);
}

/* One that cannot be put back, as in a namespace that is gone, is no reason to leave the others. */
static bool mend_all(struct work *w, uint32_t kind)
{
    struct selection all = { .kind = kind };
    struct objects found;

    if (!objects_select(w, &all, &found))
        return false;
    for (size_t i = 0; i < found.count; i++) {
        struct hcn_call *own = &(struct hcn_call){ 0 };
        struct work each = work_begin(own, w->store, w->driver, w->request);

        (void)mend_object(&each, &found.at[i]);
        call_end(own);
    }
    return true;
}

bool network_mend(struct work *w, const struct hcn_network_document *n)
{
    bool mended = false;

    if (!w->driver->kind->mend)
        return true;
    if (!mend_network(w, n, &mended))
        return false;
    return !mended || (mend_all(w, KIND_NETWORK) && mend_all(w, KIND_ENDPOINT));
}

/* ---- namespaces --------------------------------------------------------------------------- */

/* Not there, or only its file, which holds none any more. */
static bool is_gone(struct work *w, const char *path)
{
    struct hcn_call *own = &(struct hcn_call){ 0 };
    bool gone = !w->driver->kind->namespace_check(own, w->driver, path) &&
                (own->hresult == HCN_WIN32_NOT_FOUND || own->hresult == E_INVALIDARG);

    call_end(own);
    return gone;
}

static bool mend_inside(struct work *w, struct object *o)
{
    struct hcn_network_document *n;
    struct object network;

    return work_get(w, KIND_NETWORK, &o->network, &network) && (n = object_document(w, &network)) &&
           network_mend(w, n) && mend_endpoint(w, o);
}

bool namespace_mend(struct work *w, const struct object *space)
{
    struct selection inside = { .kind = KIND_ENDPOINT, .space = &space->id };
    struct location where;
    struct objects found;
    bool gone;

    if (!w->driver->kind->mend)
        return true;
    if (!namespace_locate(w, space, &where) || !objects_select(w, &inside, &found))
        return false;
    gone = where.kernel && *where.path && is_gone(w, where.path);
    if (where.adopted && !gone && !adopted_renew(w, where.path, space))
        return false;
    if (where.adopted && !objects_select(w, &inside, &found))
        return false;
    if (gone) {
        w->finish = true;
        w->victim = call_copy(w->call, space, sizeof *space);
    }
    for (size_t i = 0; i < found.count; i++)
        if (!(gone ? endpoint_detach(w, &found.at[i]) : mend_inside(w, &found.at[i])))
            return false;
    return !gone || w->victim;
}
