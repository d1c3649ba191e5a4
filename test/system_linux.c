/* system_linux.c - POSIX behind system.h. */
#define _GNU_SOURCE
#include "system.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

bool system_new_directory(char out[SYSTEM_PATH])
{
    strcpy(out, "/tmp/hcn test XXXXXX");
    return mkdtemp(out) != NULL;
}

static int remove_one(const char *path, const struct stat *is, int type, struct FTW *walk)
{
    (void)is;
    (void)type;
    (void)walk;
    return remove(path);
}

void system_remove(const char *path)
{
    nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

bool system_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    return file && fputs(text, file) >= 0 && !fclose(file);
}

void system_set_env(const char *name, const char *value)
{
    setenv(name, value, 1);
}

void system_pause(unsigned milliseconds)
{
    const struct timespec time = { milliseconds / 1000, (long)(milliseconds % 1000) * 1000000 };

    nanosleep(&time, NULL);
}

int system_run_self(const char *argument)
{
    int status = -1;
    pid_t pid = fork();

    if (!pid) {
        execl("/proc/self/exe", "self", argument, (char *)NULL);
        _exit(127);
    }
    return waitpid(pid, &status, 0) == pid ? status : -1;
}
