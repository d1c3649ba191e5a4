/* run.c - one story, compared with what is expected of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "story.h"

int main(int argc, char **argv)
{
    char *requests, *expected;
    struct story s;
    int result = 1;

    if (argc < 2)
        return 2;
    requests = file_read(argv[1], "requests");
    if (!story_open(&s, requests))
        fprintf(stderr, "%s\n", s.memory.text);
    else
        while (story_step(&s))
            continue;
    if (argc > 2 && !strcmp(argv[2], "--update")) {
        result = file_write(argv[1], "expected", buffer_end(&s.out));
    } else {
        expected = file_read(argv[1], "expected");
        result = file_compare(buffer_end(&s.out), expected);
        free(expected);
    }
    story_close(&s);
    free(requests);
    return result;
}
