/* process.c - starting programs and waiting for their end. */
#define _DEFAULT_SOURCE
#include "process.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#include "measure.h"

enum { RUNS = 100, MOST = 8 };

/* What the kernel does behind an answer must not be counted with the next command. */
static void settle(void)
{
    const struct timespec pause = { 0, 30 * 1000 * 1000 };

    nanosleep(&pause, NULL);
}

/* The exit status; -1 when it cannot be started. */
static int run(char **arguments, const posix_spawn_file_actions_t *files)
{
    extern char **environ;
    int status = -1;
    pid_t pid;

    if (posix_spawn(&pid, arguments[0], files, NULL, arguments, environ) ||
        waitpid(pid, &status, 0) != pid)
        return -1;
    return status;
}

double process_time(const char *const *words, const char *input)
{
    posix_spawn_file_actions_t files;
    char *arguments[MOST + 1] = { NULL };
    double start, took;
    int status;

    for (size_t i = 0; i < MOST && words[i]; i++)
        arguments[i] = (char *)(size_t)words[i];
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, input ? input : "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    start = now_us();
    status = run(arguments, &files);
    took = now_us() - start;
    posix_spawn_file_actions_destroy(&files);
    if (status) {
        fprintf(stderr, "%s: status %d\n", words[0], status);
        exit(1);
    }
    settle();
    return took;
}

double process_floor(const char *program)
{
    const char *const words[] = { program, NULL };
    double took[RUNS];

    for (size_t i = 0; i < RUNS; i++)
        took[i] = process_time(words, NULL);
    return median(took, RUNS);
}

void process_rows(const struct there_and_back *what, double floor)
{
    double there[RUNS], back[RUNS];

    for (size_t i = 0; i < RUNS; i++) {
        there[i] = process_time(what->words, what->input);
        back[i] = process_time(what->back, what->input);
    }
    row(what->name, median(there, RUNS), "a static program that does nothing", floor);
    row(what->back_name, median(back, RUNS), "a static program that does nothing", floor);
}
