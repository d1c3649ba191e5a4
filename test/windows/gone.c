/*
 * gone.c - waits for the end of the store that HCN_STATE names: 0 when it is told of it.
 */
#include <stdio.h>
#include <wchar.h>

#include "abi/raw.h"

static HANDLE told;

static void CALLBACK hear(DWORD type, void *context, HRESULT status, PCWSTR data)
{
    (void)context;
    if (type == HcnNotificationServiceDisconnect && status == S_OK && !data)
        SetEvent(told);
}

int main(void)
{
    HCN_CALLBACK callback;
    PWSTR list;

    told = CreateEventW(NULL, TRUE, FALSE, NULL);
    if (HcnRegisterServiceCallback(hear, NULL, &callback) != S_OK)
        return 1;
    puts("ready");
    fflush(stdout);
    if (WaitForSingleObject(told, 20000) != WAIT_OBJECT_0)
        return 2;
    if (HcnUnregisterServiceCallback(callback) != S_OK)
        return 3;
    return HcnEnumerateNetworks(NULL, &list, NULL) == S_OK && !wcscmp(list, L"[]") ? 0 : 4;
}
