/* dll.c - finding functions by name, as GetProcAddress() does. */
#define _GNU_SOURCE
#include "dll.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

#include "../abi/world.h"

#include "base/utf16.h"

windows_function *dll_real(const char *name)
{
    void *symbol = dlsym(RTLD_DEFAULT, name);
    windows_function *f;

    memcpy(&f, &symbol, sizeof f);
    return f;
}

PWSTR dll_give(const char *text)
{
    return utf16_new(text);
}

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
    const struct windows_source source = { find, free, close_dll, d };
    struct backend *b;

    d->closed = false;
    d->call = hcn_call_begin();
    CHECK(windows_with_all(d->call, &source, &b));
    d->service = service_over(d->call, b);
    CHECK(d->service);
}

void dll_end(struct dll *d)
{
    hcn_service_close(d->service);
    hcn_call_end(d->call);
    while (!__atomic_load_n(&d->closed, __ATOMIC_SEQ_CST))
        usleep(1000);
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
    world_begin();
    return 0;
}

int dll_world_end(void **state)
{
    (void)state;
    world_end();
    return 0;
}
