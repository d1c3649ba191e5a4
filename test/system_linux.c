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

/* By its name: what /proc/self/exe leads to is valgrind, where that runs it. */
int system_run_self(const char *argument)
{
    char path[SYSTEM_PATH] = "";
    int status = -1;
    pid_t pid;

    if (readlink("/proc/self/exe", path, sizeof path - 1) < 0)
        return -1;
    pid = fork();
    if (!pid) {
        execl(path, "self", argument, (char *)NULL);
        _exit(127);
    }
    return waitpid(pid, &status, 0) == pid ? status : -1;
}
