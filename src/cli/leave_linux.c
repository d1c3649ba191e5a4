/*
 * leave_linux.c - the answer does not wait for what the kernel still has to do.
 *
 * After a link or a rule was deleted the kernel holds up to 20 ms whoever closes the socket that
 * asked for it, though everything is gone already. So a child does the work, and the tool ends with
 * its answer; the child then waits for the kernel, without standard streams, directory or locks of
 * the store. Until the answer it dies with the tool.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/tool.h"

static int answer = -1; /* the child's end of the pipe */

/* A child that died without an answer: the tool dies of the same. */
static int code_of(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFSIGNALED(status))
        (void)raise(WTERMSIG(status));
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_INVALID;
}

static void wait_for_answer(pid_t child, int from)
{
    unsigned char code;
    ssize_t got;

    do
        got = read(from, &code, sizeof code);
    while (got < 0 && errno == EINTR);
    _exit(got == 1 ? code : code_of(child));
}

void leave_begin(void)
{
    const pid_t tool = getpid();
    int ends[2];
    pid_t child;

    if (pipe2(ends, O_CLOEXEC) < 0)
        return;
    child = fork();
    if (child > 0) {
        close(ends[1]);
        wait_for_answer(child, ends[0]);
    }
    close(ends[0]);
    if (child < 0) { /* then the tool does it all itself */
        close(ends[1]);
        return;
    }
    answer = ends[1];
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != tool)
        _exit(EXIT_INVALID);
}

/* Whoever reads the tool's output waits until nobody can write to it. */
static void let_go(void)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

    for (int fd = 0; fd <= 2; fd++)
        (void)(nothing < 0 ? close(fd) : dup2(nothing, fd));
    if (nothing > 2)
        close(nothing);
    (void)!chdir("/");
}

void leave_answer(int code)
{
    const unsigned char byte = (unsigned char)code;

    if (answer < 0)
        return;
    (void)setsid(); /* what stops the tool's terminal does not stop the end of the work */
    (void)prctl(PR_SET_PDEATHSIG, 0);
    let_go();
    (void)!write(answer, &byte, 1);
    close(answer);
    answer = -1;
}
