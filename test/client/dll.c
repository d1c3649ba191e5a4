/* dll.c - a service over functions that are found by name. */
#include "dll.h"

#include "../system.h"

static char directory[SYSTEM_PATH];

static windows_function *find(void *context, const char *name)
{
    const struct dll *d = context;

    for (size_t i = 0; i < d->count; i++)
        if (!strcmp(d->stand_ins[i].name, name))
            return d->stand_ins[i].function;
    return d->only && strcmp(d->only, name) != 0 ? NULL : dll_real(name);
}

static void close_dll(void *context)
{
    struct dll *d = context;

    __atomic_store_n(&d->closed, true, __ATOMIC_SEQ_CST);
}

void dll_reopen(struct dll *d)
{
    const struct windows_source source = { find, dll_free, close_dll, d };
    struct backend *b;

    d->closed = false;
    d->call = hcn_call_begin();
    CHECK((d->plain ? windows_over : windows_with_all)(d->call, &source, &b));
    d->service = service_over(d->call, b);
    CHECK(d->service);
}

void dll_end(struct dll *d)
{
    hcn_service_close(d->service);
    hcn_call_end(d->call);
    while (!__atomic_load_n(&d->closed, __ATOMIC_SEQ_CST))
        system_pause(1);
}

/* The library has one store for as long as a process lives. */
static void delete_all(void)
{
    struct dll d = { 0 };

    dll_reopen(&d);
    for (uint32_t kind = 0; kind < KINDS; kind++) {
        struct hcn_guid_list list;

        CHECK(service_enumerate(d.call, d.service, kind, NULL, &list));
        for (size_t i = 0; i < list.count; i++)
            CHECK(service_delete(d.call, d.service, kind, &list.at[i]));
    }
    dll_end(&d);
}

void dll_begin(struct dll *d, const struct stand_in *stand_ins, size_t count)
{
    d->stand_ins = stand_ins;
    d->count = count;
    delete_all();
    dll_reopen(d);
}

int dll_world(void **state)
{
    (void)state;
    if (!system_new_directory(directory))
        return -1;
    system_set_env("HCN_STATE", directory);
    system_set_env("HCN_DRIVER", "null");
    return 0;
}

int dll_world_end(void **state)
{
    (void)state;
    system_remove(directory);
    return 0;
}
