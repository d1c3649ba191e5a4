/*
 * handles.c - handles of the Windows ABI in any order: live, closed, of another kind, garbage. What
 * is not a live handle of the kind that a function takes is refused with E_HANDLE and never
 * followed; what is, is never refused for that.
 *
 * An input is triples of letters: what is done, with which slot, with which kind or second slot.
 * The digits 0 to 9, and letters behind them, count. A slot keeps what it got, also when that is
 * closed.
 */
#include "library.h"

#include "abi/handles.h"

enum { SLOTS = 24 };

#define NOT_A_HANDLE ((HRESULT)0x80070006)

/* What a slot holds, and what of it is true. */
static struct slot {
    void *handle;
    uint32_t kind; /* enum kind or enum handle_kind */
    bool given;    /* by a function */
    bool live;
} slots[SLOTS];

static bool is_live(const void *handle, uint32_t kind)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (slots[i].live && slots[i].handle == handle && slots[i].kind == kind)
            return true;
    return false;
}

/* A function that took a handle: refused, if and only if it is no live one of that kind. */
static void expect_use(const struct slot *s, uint32_t kind, HRESULT hr)
{
    EXPECT(is_live(s->handle, kind) == (hr != NOT_A_HANDLE), "slot %td, kind %u: 0x%08x", s - slots,
           kind, (unsigned)hr);
}

static void end(const struct slot *s)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (slots[i].handle == s->handle)
            slots[i].live = false;
}

static HRESULT close_as(void *handle, uint32_t kind)
{
    switch (kind) {
    case HANDLE_SERVICE_CALLBACK:
        return HcnUnregisterServiceCallback(handle);
    case HANDLE_NETWORK_CALLBACK:
        return HcnUnregisterNetworkCallback(handle);
    case HANDLE_GUEST_SERVICE_CALLBACK:
        return HcnUnregisterGuestNetworkServiceCallback(handle);
    case HANDLE_PORTS:
        return HcnReleaseGuestNetworkServicePortReservationHandle(handle);
    default:
        return library[kind].close(handle);
    }
}

/* Puts a new handle into a slot; what was live there is closed before. */
static void keep(struct slot *s, uint32_t kind, void *handle)
{
    if (s->live) {
        EXPECT(close_as(s->handle, s->kind) == S_OK, "kind %u", s->kind);
        end(s);
    }
    for (size_t i = 0; i < SLOTS; i++)
        EXPECT(!slots[i].given || slots[i].handle != handle, "a handle twice");
    *s = (struct slot){ handle, kind, true, true };
}

/* ---- what is done ------------------------------------------------------------------------ */

static void create(struct slot *s, unsigned which)
{
    const uint32_t kind = which % KINDS;
    const GUID id = library_id(kind);
    void *out = LIBRARY_STALE;
    HRESULT hr;

    if (kind == KIND_ENDPOINT) {
        hr = HcnCreateEndpoint(s->handle, &id, library_settings(kind), &out, NULL);
        if (s->handle)
            expect_use(s, KIND_NETWORK, hr);
    } else {
        hr = library[kind].create(&id, library_settings(kind), &out, NULL);
    }
    EXPECT(!hr == (out != NULL), "0x%08x", (unsigned)hr);
    if (out)
        keep(s, kind, out);
}

static void open_one(struct slot *s, unsigned which)
{
    const uint32_t kind = which % KINDS;
    const GUID id = library_id(kind);
    void *out = LIBRARY_STALE;
    HRESULT hr = library[kind].open(&id, &out, NULL);

    EXPECT(!hr == (out != NULL), "0x%08x", (unsigned)hr);
    if (out)
        keep(s, kind, out);
}

static void close_one(struct slot *s, unsigned which)
{
    const uint32_t kind = which % HANDLE_KINDS;
    const bool live = is_live(s->handle, kind);
    const HRESULT hr = close_as(s->handle, kind);

    EXPECT(hr == (live ? S_OK : NOT_A_HANDLE), "kind %u: 0x%08x", kind, (unsigned)hr);
    if (live)
        end(s);
}

static void query(struct slot *s, unsigned which)
{
    const uint32_t kind = which % KINDS;
    PWSTR text, record;
    HRESULT hr =
        library[kind].query(s->handle, u"{\"SchemaVersion\":{\"Major\":2}}", &text, &record);

    expect_use(s, kind, hr);
    library_answer(hr, true, text, record);
}

static void modify(struct slot *s, unsigned which)
{
    const uint32_t kind = which % KINDS;
    PWSTR record;
    HRESULT hr = library[kind].modify(
        s->handle, kind == KIND_LOAD_BALANCER ? library_settings(kind) : u"{}", &record);

    expect_use(s, kind, hr);
    library_answer(hr, false, NULL, record);
}

static void look(struct slot *s, unsigned which)
{
    PWSTR text, record;
    HRESULT hr = which % 2 ? HcnQueryEndpointStats(s->handle, NULL, &text, &record)
                           : HcnQueryEndpointAddresses(s->handle, NULL, &text, &record);

    expect_use(s, KIND_ENDPOINT, hr);
    library_answer(hr, true, text, record);
}

static void delete_one(struct slot *s, unsigned which)
{
    const uint32_t kind = which % KINDS;
    const GUID id = library_id(kind);
    PWSTR record;
    HRESULT hr = library[kind].remove(&id, &record);

    (void)s;
    library_answer(hr, false, NULL, record);
}

static void told(DWORD type, void *context, HRESULT status, PCWSTR data)
{
    (void)type;
    (void)context;
    (void)data;
    EXPECT(!status, "0x%08x", (unsigned)status);
}

static void listen(struct slot *s, unsigned which)
{
    const uint32_t kind = HANDLE_SERVICE_CALLBACK + which % 3;
    void *out = LIBRARY_STALE;
    HRESULT hr;

    if (kind == HANDLE_SERVICE_CALLBACK)
        hr = HcnRegisterServiceCallback(told, NULL, &out);
    else if (kind == HANDLE_NETWORK_CALLBACK)
        hr = HcnRegisterNetworkCallback(s->handle, told, NULL, &out);
    else
        hr = HcnRegisterGuestNetworkServiceCallback(s->handle, told, NULL, &out);
    if (kind != HANDLE_SERVICE_CALLBACK)
        expect_use(s, kind == HANDLE_NETWORK_CALLBACK ? KIND_NETWORK : KIND_GUEST_SERVICE, hr);
    EXPECT(!hr == (out != NULL), "0x%08x", (unsigned)hr);
    if (out)
        keep(s, kind, out);
}

static void reserve(struct slot *s, unsigned which)
{
    HCN_PORT_RANGE_RESERVATION range;
    void *out = LIBRARY_STALE;
    HRESULT hr = which % 2 ? HcnReserveGuestNetworkServicePortRange(s->handle, 3, &range, &out)
                           : HcnReserveGuestNetworkServicePort(s->handle, HCN_PORT_PROTOCOL_TCP,
                                                               HCN_PORT_ACCESS_SHARED, 80, &out);

    expect_use(s, KIND_GUEST_SERVICE, hr);
    EXPECT(!hr == (out != NULL), "0x%08x", (unsigned)hr);
    if (out)
        keep(s, HANDLE_PORTS, out);
}

static void count_ports(struct slot *s, unsigned which)
{
    HCN_PORT_RANGE_ENTRY *entries;
    ULONG count;
    HRESULT hr = HcnEnumerateGuestNetworkPortReservations(&count, &entries);

    (void)s;
    (void)which;
    EXPECT(!hr && !count == !entries, "0x%08x", (unsigned)hr);
    for (ULONG i = 0; i < count; i++)
        EXPECT(entries[i].StartingPort && entries[i].StartingPort <= entries[i].EndingPort, "%u",
               entries[i].StartingPort);
    HcnFreeGuestNetworkPortReservations(entries);
}

/* What no function gave, or another slot's. */
static void disturb(struct slot *s, unsigned which)
{
    static const uintptr_t changes[] = { 0, 1, 8, 64, 1 << 27, UINTPTR_MAX };
    const uintptr_t change = changes[which % COUNT(changes)];
    const uintptr_t number = (uintptr_t)s->handle;

    if (s->live)
        return;
    s->given = false;
    s->handle = (void *)(change ? number ^ change : (uintptr_t)&slots[which % SLOTS]);
}

static void copy(struct slot *s, unsigned which)
{
    if (s->live)
        return;
    s->given = false;
    s->handle = slots[which % SLOTS].handle;
}

static void (*const acts[])(struct slot *, unsigned) = {
    create,     open_one, close_one, query,       modify,  look,
    delete_one, listen,   reserve,   count_ports, disturb, copy,
};

/* ---- an input ---------------------------------------------------------------------------- */

static size_t live_handles(void)
{
    size_t count = 0;

    for (size_t i = 0; i < SLOTS; i++)
        count += slots[i].live;
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    library_begin();
    memset(slots, 0, sizeof slots);
    for (size_t i = 0; i + 2 < size; i += 3) {
        struct slot *s = &slots[(data[i + 1] - (unsigned)'0') % SLOTS];

        acts[(data[i] - (unsigned)'a') % COUNT(acts)](s, data[i + 2] - (unsigned)'0');
        EXPECT(handle_count() == live_handles(), "%zu, not %zu", handle_count(), live_handles());
    }
    for (size_t i = 0; i < SLOTS; i++)
        if (slots[i].live)
            EXPECT(close_as(slots[i].handle, slots[i].kind) == S_OK, "slot %zu", i);
    library_end();
    return 0;
}
