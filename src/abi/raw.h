/*
 * raw.h - the declarations of the 57 functions and of vmcompute.dll's: the SDK's where there is
 * one, else ours.
 */
#ifndef ABI_RAW_H
#define ABI_RAW_H

#ifdef _WIN32
#include "abi/raw_windows.h"
#else
#include <hcn/vmcompute.h>
#endif

#endif
