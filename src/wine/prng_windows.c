/* prng_windows.c - what programs in Go ask Windows for when they start, and Wine 8 lacks. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <ntsecapi.h>

BOOL WINAPI ProcessPrng(BYTE *out, SIZE_T size);

BOOL WINAPI ProcessPrng(BYTE *out, SIZE_T size)
{
    return RtlGenRandom(out, (ULONG)size);
}
