/* hns.c - a program that calls HNSCall, outside of the project. */
#include <hcn/vmcompute.h>

#include <stdlib.h>

static const WCHAR get[] = { 'G', 'E', 'T', 0 };
static const WCHAR path[] = { '/', 'n', 'e', 't', 'w', 'o', 'r', 'k', 's', '/', 0 };

int main(void)
{
    PWSTR response;
    HRESULT hr = HNSCall(get, path, NULL, &response);
    int ok = hr == S_OK && response && response[0] == '{';

    free(response);
    return ok ? 0 : 1;
}
