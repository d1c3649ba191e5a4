/* ISO C 7.27, for tools/check-portable. */
#pragma once
#include <stddef.h>

typedef long long time_t;
struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};

struct tm *gmtime(const time_t *when);
size_t strftime(char *to, size_t size, const char *format, const struct tm *when);
time_t time(time_t *now);
