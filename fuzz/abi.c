/*
 * abi.c - the functions of the Windows ABI that take text, over all kinds of objects: whatever the
 * text, there is an answer or a record.
 *
 * An input is lines: a letter for the function, from 'a' on, a digit for the kind, then the text. A
 * byte of it is a UTF-16 unit, but behind \xff the next two bytes are one: so surrogates come with
 * their halves and without.
 */
#include "library.h"

#define STALE_TEXT ((PWSTR)LIBRARY_STALE)

static void *handles[KINDS];

static void create(uint32_t kind, REFGUID id, PCWSTR settings)
{
    void *out = LIBRARY_STALE;
    PWSTR record = STALE_TEXT;
    HRESULT hr = library[kind].create
                     ? library[kind].create(id, settings, &out, &record)
                     : HcnCreateEndpoint(handles[KIND_NETWORK], id, settings, &out, &record);

    EXPECT(!hr == (out != NULL), "0x%08x", (unsigned)hr);
    library_answer(hr, false, NULL, record);
    if (out)
        EXPECT(library[kind].close(out) == S_OK, "kind %u", kind);
}

static void create_new(uint32_t kind, PCWSTR text)
{
    static const GUID none;

    create(kind, &none, text);
}

static void create_again(uint32_t kind, PCWSTR text)
{
    const GUID id = library_id(kind);

    create(kind, &id, text);
}

static void enumerate(uint32_t kind, PCWSTR text)
{
    PWSTR out = STALE_TEXT, record = STALE_TEXT;
    HRESULT hr = library[kind].enumerate(text, &out, &record);

    library_answer(hr, true, out, record);
}

static void modify(uint32_t kind, PCWSTR text)
{
    PWSTR record = STALE_TEXT;
    HRESULT hr = library[kind].modify(handles[kind], text, &record);

    library_answer(hr, false, NULL, record);
}

static void query(uint32_t kind, PCWSTR text)
{
    PWSTR out = STALE_TEXT, record = STALE_TEXT;
    HRESULT hr = library[kind].query(handles[kind], text, &out, &record);

    library_answer(hr, true, out, record);
}

/* These are of no kind, or of endpoints alone: the digit chooses. */
static void special(uint32_t which, PCWSTR text)
{
    PWSTR out = STALE_TEXT, record = STALE_TEXT;
    HRESULT hr;

    switch (which % 4) {
    case 0:
        hr = HcnQueryEndpointStats(handles[KIND_ENDPOINT], text, &out, &record);
        break;
    case 1:
        hr = HcnQueryEndpointAddresses(handles[KIND_ENDPOINT], text, &out, &record);
        break;
    case 2:
        hr = HcnQueryFeatures(text, &out, &record);
        break;
    default:
        hr = HcnQueryMetrics(text, &out, &record);
    }
    library_answer(hr, true, out, record);
}

static void (*const asks[])(uint32_t, PCWSTR) = {
    create_new, create_again, enumerate, modify, query, special,
};

/* NUL-terminated, to be freed. */
static WCHAR *units_of(const uint8_t *data, size_t size)
{
    WCHAR *text = calloc(size + 1, sizeof *text), *to = text;

    EXPECT(text, "no memory");
    for (size_t i = 0; i < size; i++) {
        if (data[i] == 0xff && i + 2 < size) {
            *to++ = (WCHAR)(data[i + 1] << 8 | data[i + 2]);
            i += 2;
        } else {
            *to++ = data[i];
        }
    }
    return text;
}

static void ask_line(const uint8_t *data, size_t size)
{
    const unsigned ask = (data[0] - (unsigned)'a') % COUNT(asks);
    WCHAR *text = units_of(data + 2, size - 2);

    asks[ask]((data[1] - (unsigned)'0') % KINDS, text);
    free(text);
}

static void begin(void)
{
    for (uint32_t kind = 0; kind < KINDS; kind++) {
        const GUID id = library_id(kind);

        create(kind, &id, library_settings(kind));
        EXPECT(library[kind].open(&id, &handles[kind], NULL) == S_OK, "kind %u", kind);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = data + size;

    library_begin();
    begin();
    while (data < end) {
        const uint8_t *stop = memchr(data, '\n', (size_t)(end - data));

        if (!stop)
            stop = end;
        if (stop - data >= 2)
            ask_line(data, (size_t)(stop - data));
        data = stop < end ? stop + 1 : end;
    }
    for (uint32_t kind = 0; kind < KINDS; kind++)
        EXPECT(library[kind].close(handles[kind]) == S_OK, "kind %u", kind);
    library_end();
    return 0;
}
