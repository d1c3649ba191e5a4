/*
 * os_windows.h - what the files that know Windows share.
 */
#ifndef BASE_OS_WINDOWS_H
#define BASE_OS_WINDOWS_H

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "base/call.h"

/* UTF-8 as the text that Windows takes, in memory of the call. */
wchar_t *windows_wide(struct hcn_call *c, const char *text);

/* And back. */
char *windows_narrow(struct hcn_call *c, const wchar_t *text);

/* What struct os_mutex points to: the guard is held for moments only. */
struct windows_mutex {
    SRWLOCK guard;
    CONDITION_VARIABLE freed;
    bool taken;
};

#endif
