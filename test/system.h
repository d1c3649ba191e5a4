/*
 * system.h - what tests ask of the operating system: system_linux.c or system_windows.c answers.
 */
#ifndef TEST_SYSTEM_H
#define TEST_SYSTEM_H

#include <stdbool.h>

enum { SYSTEM_PATH = 300 };

/* A new directory for things that pass; the removal of one with all that is in it, or of a file. */
bool system_new_directory(char out[SYSTEM_PATH]);
void system_remove(const char *path);

/* A new file with this text. */
bool system_write(const char *path, const char *text);

/* Sets a variable of the environment, of this process and of those that it starts. */
void system_set_env(const char *name, const char *value);

void system_pause(unsigned milliseconds);

/* Runs this program once more, with one argument, up to its end: how it ended, 0 for success. */
int system_run_self(const char *argument);

#endif
