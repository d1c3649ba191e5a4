/* crash.c - dying on request. */
#include "engine/crash.h"

#ifdef HCN_FAULTS

#include <signal.h>
#include <stdlib.h>

void crash_point(void)
{
    static long passed;
    const char *at = getenv("HCN_CRASH_AT");

    if (at && ++passed == strtol(at, NULL, 10))
        raise(SIGKILL);
}

#else

void crash_point(void)
{
}

#endif
