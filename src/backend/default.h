/* default.h - the service that this system has by itself: default_linux.c or default_windows.c. */
#ifndef BACKEND_DEFAULT_H
#define BACKEND_DEFAULT_H

#include "base/call.h"

extern const char default_service[];

/* The engine's driver where none is named. */
extern const char default_driver[];

/* Where the engine's state is where nobody says; NULL: the call failed. */
const char *default_directory(struct hcn_call *c);

#endif
