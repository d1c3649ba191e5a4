/* files.c - reading and writing the files of a story. */
#include "files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *file_read(const char *directory, const char *name)
{
    enum { MOST = 1 << 20 };
    char path[1024], *text = calloc(1, MOST);
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", directory, name);
    file = fopen(path, "rb");
    if (!file || !text || fread(text, 1, MOST - 1, file) == 0)
        fprintf(stderr, "%s: cannot be read, or is empty\n", path);
    if (file)
        fclose(file);
    return text;
}

int file_write(const char *directory, const char *name, const char *text)
{
    char path[1024];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", directory, name);
    file = fopen(path, "wb");
    if (!file)
        return 1;
    fputs(text, file);
    return fclose(file) ? 1 : 0;
}

int file_compare(const char *got, const char *expected)
{
    int line = 1;

    while (*got && *got == *expected) {
        line += *got == '\n';
        got++;
        expected++;
    }
    if (!*got && !*expected)
        return 0;
    while (got[-1] != '\n') { /* the transcript begins with a whole line */
        got--;
        expected--;
    }
    printf("line %d\n  expected: %.*s\n  got:      %.*s\n", line, (int)strcspn(expected, "\n"),
           expected, (int)strcspn(got, "\n"), got);
    return 1;
}
