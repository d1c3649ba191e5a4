/* default.h - the service that this system has by itself: default_linux.c or default_windows.c. */
#ifndef BACKEND_DEFAULT_H
#define BACKEND_DEFAULT_H

extern const char default_service[];

/* Where the state is when only a driver was named. */
extern const char default_directory[];

#endif
