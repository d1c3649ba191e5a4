/* hcs.c - what clients of HNSCall ask the compute service for. */
#include "abi/raw.h"

/* HCS_E_SYSTEM_NOT_FOUND */
static const HRESULT system_not_found = (HRESULT)0xC037010E;

HRESULT WINAPI HcsOpenComputeSystem(PCWSTR id, void **system, PWSTR *result)
{
    if (system)
        *system = NULL;
    if (result)
        *result = NULL;
    return id && system ? system_not_found : E_INVALIDARG;
}
