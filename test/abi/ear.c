/* ear.c - hearing, and waiting for it. */
#include "ear.h"

#include "../check.h"
#include "../system.h"

void CALLBACK hear(DWORD type, void *context, HRESULT status, PCWSTR data)
{
    struct ear *e = context;
    size_t i = 0;

    pthread_mutex_lock(&e->mutex);
    e->heard[e->count].type = status == S_OK ? type : 0;
    for (; data && data[i] && i < sizeof e->heard[0].data - 1; i++)
        e->heard[e->count].data[i] = (char)data[i];
    e->heard[e->count++].data[i] = '\0';
    if (e->unregister)
        e->unregistered = e->unregister(e->callback);
    pthread_mutex_unlock(&e->mutex);
}

size_t count_of(struct ear *e)
{
    size_t count;

    pthread_mutex_lock(&e->mutex);
    count = e->count;
    pthread_mutex_unlock(&e->mutex);
    return count;
}

void wait_for(struct ear *e, size_t count)
{
    for (int i = 0; i < 2000 && count_of(e) < count; i++)
        system_pause(5);
    check_number("heard", count_of(e), count);
}

void check_heard(struct ear *e, size_t *next, DWORD type, unsigned digit, const char *rest)
{
    char expected[256];
    char d = "0123456789abcdef"[digit];

    snprintf(expected, sizeof expected,
             "{\"ID\":\"%c%c%c%c%c%c%c%c-%c%c%c%c-%c%c%c%c-%c%c%c%c-%c%c%c%c%c%c%c%c%c%c%c%c\",%s}",
             d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d,
             d, d, d, rest);
    check_number("type", e->heard[*next].type, type);
    check_text("data", e->heard[(*next)++].data, expected);
}
