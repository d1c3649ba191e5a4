/*
 * windows_source.h - the system's DLL as a backend, wherever its functions come from.
 */
#ifndef BACKEND_WINDOWS_SOURCE_H
#define BACKEND_WINDOWS_SOURCE_H

#include "backend/backend.h"

typedef void windows_function(void);

/* Where the functions of computenetwork.dll, and HNSCall of vmcompute.dll, come from. */
struct windows_source {
    windows_function *(*find)(void *context, const char *name); /* NULL: this Windows lacks it */
    void (*free)(void *given);                                  /* CoTaskMemFree */
    void (*close)(void *context);
    void *context;
};

/*
 * The backend over a source, which it closes, also when it fails. Its calls block as long as the
 * service does, and it tells but a part of what happens.
 */
bool windows_over(struct hcn_call *c, const struct windows_source *source, struct backend **out);

/* The same with deadlines (deadline.h), and with the rest found by looking (lookout.h). */
bool windows_with_all(struct hcn_call *c, const struct windows_source *source,
                      struct backend **out);

#endif
