/*
 * ear.h - what a registration heard.
 */
#ifndef TEST_ABI_EAR_H
#define TEST_ABI_EAR_H

#include <pthread.h>
#include <stddef.h>

#include "world.h"

enum { MOST = 64 };

struct ear {
    pthread_mutex_t mutex;
    size_t count;
    struct {
        DWORD type;
        char data[512];
    } heard[MOST];
    HCN_CALLBACK callback;
    HRESULT (*unregister)(HCN_CALLBACK); /* in the callback itself; NULL: not there */
    HRESULT unregistered;
};

#define EAR                                                                                        \
    {                                                                                              \
        .mutex = PTHREAD_MUTEX_INITIALIZER, .unregistered = 1                                      \
    }

/* To be registered, with an ear as its context. */
void CALLBACK hear(DWORD type, void *context, HRESULT status, PCWSTR data);

size_t count_of(struct ear *e);
void wait_for(struct ear *e, size_t count);

/* The next notification is this; its document is that of the object. */
void check_heard(struct ear *e, size_t *next, DWORD type, unsigned digit, const char *rest);

#endif
