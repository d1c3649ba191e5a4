/*
 * library.h - for targets that call the library of the Windows ABI: its functions by kind, over a
 * service in memory that each input begins anew.
 */
#ifndef FUZZ_LIBRARY_H
#define FUZZ_LIBRARY_H

#include <hcn/computenetwork.h>

#include "fuzz.h"
#include "schema/request.h"

/* What all kinds of objects have. */
struct functions {
    HRESULT (*enumerate)(PCWSTR query, PWSTR *out, PWSTR *record);
    HRESULT (*create)(REFGUID id, PCWSTR settings, void **out, PWSTR *record); /* not endpoints */
    HRESULT (*open)(REFGUID id, void **out, PWSTR *record);
    HRESULT (*modify)(void *handle, PCWSTR settings, PWSTR *record);
    HRESULT (*query)(void *handle, PCWSTR query, PWSTR *out, PWSTR *record);
    HRESULT (*remove)(REFGUID id, PWSTR *record);
    HRESULT (*close)(void *handle);
};

extern const struct functions library[KINDS];

/* The id that the objects of a kind get here, and the least of its documents. */
GUID library_id(uint32_t kind);
PCWSTR library_settings(uint32_t kind);

/* The service of an input begins, and ends; no handle may be left then. */
void library_begin(void);
void library_end(void);

/* What every out pointer has in it before a call: nobody may take it for something given. */
#define LIBRARY_STALE ((void *)(uintptr_t)0x5a5a)

/*
 * An answer is whole: what failed has a record with the code and no text, what did not has no
 * record and a text that is JSON (where `has_text` says that there is to be one). Frees both.
 */
void library_answer(HRESULT hr, bool has_text, PWSTR text, PWSTR record);

#endif
