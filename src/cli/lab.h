/*
 * lab.h - a place where nothing can be broken: user, network and mount namespaces of this process
 * alone. They vanish with it.
 */
#ifndef CLI_LAB_H
#define CLI_LAB_H

#include "cli/tool.h"

/*
 * Moves this process, which has one thread, into new namespaces with an empty /run, and is root
 * there. Needs no privilege where user namespaces are allowed; else fails and says what helps.
 */
bool lab_enter(struct tool *t);

/*
 * What is there: the links, the namespaces under /run/netns, the files under /etc/netns, and the
 * rules of nftables. Text to compare and to show; NULL on failure.
 */
const char *lab_look(struct tool *t);

#endif
