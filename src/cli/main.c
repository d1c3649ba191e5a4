/* main.c - reads the command line, runs the command, tells what failed. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hcn/errors.h>

#include "cli/platform.h"
#include "cli/tool.h"

bool refuse(struct tool *t, enum exit_code code, const char *format, ...)
{
    va_list args;

    t->refusal = code;
    va_start(args, format);
    vsnprintf(t->sentence, sizeof t->sentence, format, args);
    va_end(args);
    return false;
}

bool wants_json(const struct tool *t)
{
    return !strcmp(t->options.output, "json");
}

static enum exit_code code_of(enum hcn_class class)
{
    switch (class) {
    case HCN_CLASS_NOT_FOUND:
        return EXIT_NOT_FOUND;
    case HCN_CLASS_CONFLICT:
        return EXIT_CONFLICT;
    case HCN_CLASS_ACCESS_DENIED:
        return EXIT_DENIED;
    case HCN_CLASS_UNAVAILABLE:
    case HCN_CLASS_TIMED_OUT:
        return EXIT_UNAVAILABLE;
    default:
        return EXIT_INVALID;
    }
}

/* The error record of what the tool itself refused. */
static const char *record_of(const struct tool *t)
{
    static const int32_t codes[] = {
        [EXIT_INVALID] = E_INVALIDARG,          [EXIT_USAGE] = E_INVALIDARG,
        [EXIT_NOT_FOUND] = HCN_WIN32_NOT_FOUND, [EXIT_CONFLICT] = HCN_WIN32_ALREADY_EXISTS,
        [EXIT_DENIED] = E_ACCESSDENIED,         [EXIT_UNAVAILABLE] = HCN_WIN32_SERVER_UNAVAILABLE
    };
    struct hcn_error_record *record = hcn_document_new(t->call, HCN_DOCUMENT_ERROR_RECORD);

    if (!record)
        return NULL;
    record->error = hcn_error_text(codes[t->refusal]);
    record->error_code = (uint32_t)codes[t->refusal];
    record->error_class = hcn_error_class(codes[t->refusal]);
    record->detail = t->sentence;
    return hcn_document_print(t->call, record);
}

/* With -o json the error record follows on standard error: the service's, or one like it. */
static int tell_failure(const struct tool *t)
{
    const char *sentence = t->refusal ? t->sentence : hcn_call_text(t->call);
    const char *record = t->refusal ? record_of(t) : hcn_call_record(t->call);

    fputs("hcn: ", stderr);
    print_shown(stderr, sentence, sentence + strlen(sentence));
    fputc('\n', stderr);
    if (record && wants_json(t))
        fprintf(stderr, "%s\n", record);
    return (int)(t->refusal ? t->refusal : code_of(hcn_call_class(t->call)));
}

void set_timeout(const struct tool *t, struct hcn_call *call)
{
    if (t->options.timeout)
        hcn_call_set_timeout(call, (uint32_t)strtoul(t->options.timeout, NULL, 10));
}

static int run(struct tool *t, const struct command *c)
{
    set_timeout(t, t->call);
    if (c->manner == LEAVING)
        leave_begin();
    if (c->manner != BARE)
        t->service = hcn_service_open(t->call, t->options.service);
    if ((c->manner != BARE && !t->service) || !c->run(t))
        return tell_failure(t);
    return EXIT_DONE;
}

int main(int argc, char **argv)
{
    struct tool t = { .options.output = "table", .call = hcn_call_begin() };
    const struct command *command;
    int code;

    platform_begin(&argc, &argv);
    command = line_read(&t, argc, argv, &code);
    if (command)
        code = run(&t, command);
    if (fflush(stdout) && !code) {
        perror("hcn: standard output");
        code = EXIT_INVALID;
    }
    leave_answer(code);
    hcn_service_close(t.service);
    hcn_call_end(t.call);
    return code;
}
