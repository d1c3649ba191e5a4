/*
 * place.h - where this DLL may lie.
 */
#ifndef ABI_PLACE_H
#define ABI_PLACE_H

#include <stdbool.h>

#include "abi/raw_windows.h"

/*
 * In the system directory of a real Windows the service's own DLL lies, and nothing may stand in
 * for it there. Under Wine there is none.
 */
bool place_is_allowed(const wchar_t *file, const wchar_t *system_directory, bool is_wine);

#endif
