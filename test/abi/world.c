/* world.c - a store of its own for a test of the ABI. */
#include "world.h"

#include "../check.h"
#include "../system.h"

static char directory[SYSTEM_PATH];

void world_begin(void)
{
    CHECK(system_new_directory(directory));
    system_set_env("HCN_STATE", directory);
    system_set_env("HCN_DRIVER", "null");
}

void world_end(void)
{
    system_remove(directory);
}

const char *world_directory(void)
{
    return directory;
}

enum { TEXTS = 8, LONGEST = 8192 };

PCWSTR wide(const char *text)
{
    static _Thread_local uint16_t texts[TEXTS][LONGEST];
    static _Thread_local unsigned next;
    uint16_t *out = texts[next++ % TEXTS];
    size_t i = 0;

    if (!text)
        return NULL;
    for (; text[i] && i < LONGEST - 1; i++)
        out[i] = (uint8_t)text[i];
    out[i] = 0;
    return out;
}

const char *narrow(PWSTR given)
{
    static _Thread_local char texts[TEXTS][LONGEST];
    static _Thread_local unsigned next;
    char *out = texts[next++ % TEXTS];
    size_t i = 0;

    if (!given)
        return NULL;
    for (; given[i] && i < LONGEST - 1; i++)
        out[i] = (char)given[i];
    out[i] = '\0';
    world_free(given);
    return out;
}

const GUID *id_of(unsigned digit)
{
    static _Thread_local GUID ids[TEXTS];
    static _Thread_local unsigned next;
    GUID *out = &ids[next++ % TEXTS];

    memset(out, (int)(digit << 4 | digit), sizeof *out);
    return out;
}

bool has_id(const char *list, unsigned digit)
{
    char text[3] = { "0123456789abcdef"[digit], "0123456789abcdef"[digit], '\0' }, id[64];

    snprintf(id, sizeof id, "\"%s%s%s%s-%s%s-%s%s-%s%s-%s%s%s%s%s%s\"", text, text, text, text,
             text, text, text, text, text, text, text, text, text, text, text, text);
    return strstr(list, id) != NULL;
}

void check_result(const char *what, HRESULT got, HRESULT expected, PWSTR *record)
{
    const char *text = record ? narrow(*record) : NULL;
    char code[64];

    if (got != expected)
        CHECK_FAILED("%s: expected 0x%08X, got 0x%08X: %s", what, (unsigned)expected, (unsigned)got,
                     text ? text : "");
    snprintf(code, sizeof code, "\"ErrorCode\":%u", (unsigned)expected);
    if (record &&
        (!expected != !text ||
         (text && (strncmp(text, "{\"Success\":false,\"Error\":\"", 26) || !strstr(text, code)))))
        CHECK_FAILED("%s: the record is %s", what, text ? text : "missing");
    if (record)
        *record = NULL;
}
