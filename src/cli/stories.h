/* stories.h - the stories of test/conform, as text in the program. */
#ifndef CLI_STORIES_H
#define CLI_STORIES_H

struct told_story {
    const char *name;
    const char *const *lines; /* up to a NULL */
};

/* Up to one without a name. */
extern const struct told_story told_stories[];

#endif
