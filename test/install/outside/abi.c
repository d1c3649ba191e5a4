/* abi.c - a program that speaks the raw ABI, outside of the project. */
#include <hcn/computenetwork.h>

#include <stdlib.h>

int main(void)
{
    PWSTR networks, record;
    HRESULT hr = HcnEnumerateNetworks(NULL, &networks, &record);
    int ok = hr == S_OK && !record && networks && networks[0] == '[' && networks[1] == ']';

    free(networks);
    free(record);
    return ok ? 0 : 1;
}
