/*
 * page.c - the smallest web server and client, for the demo.
 *
 *     page PORT TIMES           answers TIMES requests on PORT, or ends after ten seconds
 *     page fetch ADDRESS PORT   prints the page; exit code 0 when it is the right one
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char answer[] = "HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";

static struct sockaddr_in at(const char *address, const char *port)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port)) };

    inet_pton(AF_INET, address, &to.sin_addr);
    return to;
}

static int serve(const char *port, int times)
{
    struct sockaddr_in here = at("0.0.0.0", port);
    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;

    alarm(10);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server, (struct sockaddr *)&here, sizeof here) || listen(server, 4))
        return perror("page"), 1;
    while (times--) {
        int client = accept(server, NULL, NULL);
        char request[512];

        if (read(client, request, sizeof request) < 0 ||
            write(client, answer, sizeof answer - 1) < 0)
            perror("page");
        close(client);
    }
    return close(server);
}

static int fetch(const char *address, const char *port)
{
    static const char request[] = "GET / HTTP/1.0\r\n\r\n";
    struct sockaddr_in there = at(address, port);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    char got[512] = "";
    size_t length = 0;
    ssize_t more;

    alarm(3);
    if (connect(client, (struct sockaddr *)&there, sizeof there) ||
        write(client, request, sizeof request - 1) < 0)
        return perror(address), 1;
    while ((more = read(client, got + length, sizeof got - 1 - length)) > 0)
        length += (size_t)more;
    close(client);
    puts(got);
    return strcmp(got, answer) != 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && !strcmp(argv[1], "fetch"))
        return fetch(argv[2], argv[3]);
    return argc == 3 ? serve(argv[1], atoi(argv[2])) : 2;
}
