/*
 * platform.h - the command line and files as the system has them: platform_linux.c or
 * platform_windows.c answers. Text is UTF-8, and lines end in "\n", on every system.
 */
#ifndef CLI_PLATFORM_H
#define CLI_PLATFORM_H

#include <stdio.h>

/* Called first: makes the standard streams ready, and gives the arguments as UTF-8. */
void platform_begin(int *argc, char ***argv);

/* A file to be read; NULL, and errno says why. */
FILE *platform_open(const char *path);

/* Waits so many milliseconds. */
void platform_pause(unsigned milliseconds);

#endif
