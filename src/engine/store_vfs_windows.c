/* store_vfs_windows.c - under Wine each lock asks a server, which is most of what a read costs. */
#include "engine/store_linger.h"

const char *store_vfs(void)
{
    return linger_vfs();
}
