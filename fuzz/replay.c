/* replay.c - the main() of a target outside libFuzzer: runs it over each file of the directories
 * that are named. */
#include "fuzz.h"

#include <dirent.h>

static void replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data;
    long size;

    EXPECT(file && !fseek(file, 0, SEEK_END), "%s", path);
    size = ftell(file);
    rewind(file);
    data = malloc((size_t)size + 1);
    EXPECT(data && fread(data, 1, (size_t)size, file) == (size_t)size, "%s", path);
    LLVMFuzzerTestOneInput(data, (size_t)size);
    free(data);
    fclose(file);
}

static size_t replay_all(const char *directory)
{
    DIR *dir = opendir(directory);
    struct dirent *entry;
    size_t count = 0;
    char path[4096];

    EXPECT(dir, "%s", directory);
    while ((entry = readdir(dir))) {
        if (*entry->d_name == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        replay(path);
        count++;
    }
    closedir(dir);
    return count;
}

int main(int count, char **directories)
{
    size_t files = 0;

    for (int i = 1; i < count; i++)
        files += replay_all(directories[i]);
    EXPECT(files, "no input was found");
    printf("%zu inputs\n", files);
    return 0;
}
