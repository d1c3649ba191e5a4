/* text.c - files in, ids and JSON out. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/platform.h"
#include "cli/tool.h"

enum { INDENT = 2, FIRST_READ = 64 * 1024, MOST_READ = 16 * 1024 * 1024 + 2 };

/* All of a file, or its first MOST_READ bytes: the library refuses such a document. */
static char *read_all(struct tool *t, FILE *file, size_t *length)
{
    size_t size = FIRST_READ;
    char *text = hcn_call_memory(t->call, size);

    *length = 0;
    while (text) {
        char *larger;

        *length += fread(text + *length, 1, size - 1 - *length, file);
        if (*length < size - 1 || size >= MOST_READ)
            break;
        size *= 4;
        larger = hcn_call_memory(t->call, size);
        if (larger)
            memcpy(larger, text, *length);
        text = larger;
    }
    return text;
}

const char *file_read(struct tool *t, const char *path)
{
    FILE *file = strcmp(path, "-") ? platform_open(path) : stdin;
    size_t length;
    bool failed;
    char *text;

    if (!file)
        return refuse(t, EXIT_INVALID, "%s: %s", path, strerror(errno)), NULL;
    text = read_all(t, file, &length);
    failed = ferror(file) != 0;
    if (failed)
        refuse(t, EXIT_INVALID, "%s: %s", path, strerror(errno));
    else if (text && strlen(text) != length)
        failed = !refuse(t, EXIT_INVALID, "%s: expected JSON text, found a NUL in it", path);
    if (file != stdin)
        fclose(file);
    return failed ? NULL : text;
}

void print_id(const struct hcn_guid *id)
{
    char text[HCN_GUID_TEXT];

    hcn_guid_print(id, text);
    puts(text);
}

/* ---- JSON in lines ---------------------------------------------------------------------- */

static void new_line(int depth)
{
    printf("\n%*s", depth * INDENT, "");
}

/* The text of a string, from quote to quote. Gives what follows it. */
static const char *print_string(const char *at)
{
    const char *end = at + 1;

    while (*end && *end != '"')
        end += *end == '\\' && end[1] ? 2 : 1;
    end += *end == '"';
    print_shown(stdout, at, end);
    return end;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_space(const char *at)
{
    while (is_space(*at))
        at++;
    return at;
}

/* The service's answers are valid JSON: only where lines end is decided here. */
static void print_lines(const char *at)
{
    int depth = 0;

    while (*(at = skip_space(at))) {
        const char c = *at;

        if (c == '"') {
            at = print_string(at);
            continue;
        }
        at++;
        if (c == '}' || c == ']')
            new_line(--depth);
        putchar(c);
        if (c == ':')
            putchar(' ');
        if (c == ',')
            new_line(depth);
        if ((c == '{' || c == '[') && *(at = skip_space(at)) == (c == '{' ? '}' : ']'))
            putchar(*at++);
        else if (c == '{' || c == '[')
            new_line(++depth);
    }
    putchar('\n');
}

void print_json(const struct tool *t, const char *json)
{
    if (wants_json(t))
        puts(json);
    else
        print_lines(json);
}
