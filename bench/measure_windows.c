/* measure_windows.c - what Windows knows of time and memory. */
#include "measure.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <psapi.h>

double now_us(void)
{
    LARGE_INTEGER now, second;

    QueryPerformanceFrequency(&second);
    QueryPerformanceCounter(&now);
    return (double)now.QuadPart * 1e6 / (double)second.QuadPart;
}

double peak_mib(void)
{
    PROCESS_MEMORY_COUNTERS counters = { .cb = sizeof counters };

    GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters);
    return (double)counters.PeakWorkingSetSize / 1048576;
}
