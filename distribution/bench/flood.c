/*
 * Traffic that has nothing to do with probes: flood DESTINATION PACKETS sends UDP packets of 1,000 bytes and prints the
 * CPU nanoseconds that each took. On a veth the router's and the receiver's kernel work is part of it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, BYTES = 1000, DISCARD_PORT = 9 };

int main(int argc, char **argv) {
    static char data[BYTES];
    static struct iovec part = {data, BYTES};
    static struct mmsghdr messages[BATCH];
    if (argc != 3) errx(2, "DESTINATION PACKETS");
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(DISCARD_PORT), .sin_addr.s_addr = inet_addr(argv[1])};
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s < 0 || connect(s, (struct sockaddr *)&to, sizeof to)) err(1, "socket");
    for (int i = 0; i < BATCH; i++) messages[i].msg_hdr = (struct msghdr){.msg_iov = &part, .msg_iovlen = 1};
    long packets = atol(argv[2]), sent = 0;
    while (sent < packets) {
        int done = sendmmsg(s, messages, BATCH, 0);
        if (done > 0) sent += done; /* else the receiver's kernel said that nobody listens: go on */
    }
    struct timespec cpu;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    printf("%.1f\n", (cpu.tv_sec * 1e9 + cpu.tv_nsec) / sent);
    return 0;
}
