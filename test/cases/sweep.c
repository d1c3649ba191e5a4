/*
 * sweep.c - a story in which everything fails once: each allocation and each step of each request.
 *
 * A request that failed must have changed nothing. So it is simply asked again, with the next
 * allocation failing, until it gets through; in the end the story must have come out as if nothing
 * had ever failed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "files.h"
#include "story.h"

/* What a request that failed is taken back to. */
static void rewind_to(struct story *s, const struct story *was)
{
    s->next = was->next;
    s->out.length = was->out.length;
    if (s->out.text)
        s->out.text[s->out.length] = '\0';
    s->made_up.count = was->made_up.count;
    s->fail_step = was->fail_step;
}

/* Asks one request, each time with another allocation failing, until none is reached. */
static bool step_through_memory(struct story *s, unsigned long *failures)
{
    bool more;

    for (unsigned long n = 1;; n++) {
        struct story was = *s;

        s->fail_memory = n;
        more = story_step(s);
        s->fail_memory = 0;
        if (!s->failed_memory)
            return more;
        if (s->hresult != E_OUTOFMEMORY && !was.fail_step)
            return more; /* it could do without; of one that has to fail the steps may differ */
        rewind_to(s, &was);
        ++*failures;
    }
}

int main(int argc, char **argv)
{
    char *requests, *expected;
    unsigned long failures = 0;
    struct story s;
    int result;

    if (argc < 2)
        return 2;
    requests = file_read(argv[1], "requests");
    expected = file_read(argv[1], "expected");
    if (!story_open(&s, requests)) {
        fprintf(stderr, "%s\n", s.memory.text);
        return 1;
    }
    while (step_through_memory(&s, &failures))
        continue;
    result = file_compare(buffer_end(&s.out), expected);
    printf("%lu allocations failed\n", failures);
    story_close(&s);
    free(requests);
    free(expected);
    return result || !failures;
}
