/* platform_linux.c - arguments and files are as we want them already; the streams may be closed. */
#include "cli/platform.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

/*
 * What is opened in place of a stream that is closed, reading and writing would go to. So one that
 * refuses both is put there, and the tool says that it cannot read or write.
 */
static void plug_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void platform_begin(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    plug_streams();
}

FILE *platform_open(const char *path)
{
    return fopen(path, "rb");
}

void platform_pause(unsigned milliseconds)
{
    const struct timespec pause = { milliseconds / 1000, (long)(milliseconds % 1000) * 1000000 };

    nanosleep(&pause, NULL);
}
