/*
 * What probing costs at the least: as many echo requests as Gatewatch sends, in the same batches, with nothing around it.
 *
 *   floor INTERFACE NEXT_HOP_MAC SOURCE FIRST_TARGET TARGETS INTERVAL_MS [each]
 *
 * Every 10 ms the requests that are due leave in one sendmmsg(), or with `each` in a send() for every one, as libpcap
 * and so Gatewatch sends, and what a packet ring (TPACKET_V3) has captured since is read: requests and replies, each
 * with the kernel's stamp. RTT = reply's stamp - request's stamp. Targets are consecutive IPv4 addresses whose sends are
 * spread evenly over the interval. Until SIGTERM, then one line of counts.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/ether.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>

enum { TICK_NS = 10000000, BATCH = 512, DATA_BYTES = 56, BLOCK_BYTES = 1 << 20, BLOCKS = 16, BLOCK_MS = 50 };
#define SECOND_NS 1000000000LL

struct frame {
    struct ether_header ethernet;
    struct iphdr ip;
    struct icmphdr icmp;
    uint32_t data[DATA_BYTES / 4];
} __attribute__((packed));

struct target {
    uint64_t requested; /* kernel's stamp, ns; 0 once it is answered */
    uint16_t sequence;
};

static volatile sig_atomic_t ended;
static struct target *targets;
static uint32_t first_target, target_count;
static uint64_t sent, seen, answered, rtt_sum, rtt_max;

static void end(int signal) { (void)signal, ended = 1; }

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND_NS + t.tv_nsec;
}

static uint16_t checksum(const void *bytes, size_t length) {
    uint32_t sum = 0;
    for (const uint16_t *word = bytes; length > 1; length -= 2) sum += *word++;
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

static int packet_socket(int protocol, int interface) {
    int s = socket(AF_PACKET, SOCK_RAW, 0);
    struct sockaddr_ll address = {
        .sll_family = AF_PACKET, .sll_protocol = htons((uint16_t)protocol), .sll_ifindex = interface};
    if (s < 0 || bind(s, (struct sockaddr *)&address, sizeof address)) err(1, "packet socket");
    return s;
}

/* A ring of what the interface sends and receives; the kernel keeps all but ICMP over IPv4 out of it. */
static int open_ring(int interface, uint8_t **ring) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETHERTYPE_IP, 0, 3),
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 23), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_ICMP, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 64),          BPF_STMT(BPF_RET | BPF_K, 0)};
    struct sock_fprog filter = {sizeof code / sizeof *code, code};
    struct tpacket_req3 request = {.tp_block_size = BLOCK_BYTES, .tp_block_nr = BLOCKS, .tp_frame_size = 2048,
        .tp_frame_nr = BLOCK_BYTES / 2048 * BLOCKS, .tp_retire_blk_tov = BLOCK_MS};
    int s = socket(AF_PACKET, SOCK_RAW, 0), version = TPACKET_V3;
    if (s < 0 || setsockopt(s, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter)
        || setsockopt(s, SOL_PACKET, PACKET_VERSION, &version, sizeof version)
        || setsockopt(s, SOL_PACKET, PACKET_RX_RING, &request, sizeof request)) err(1, "packet ring");
    *ring = mmap(NULL, (size_t)BLOCK_BYTES * BLOCKS, PROT_READ | PROT_WRITE, MAP_SHARED, s, 0);
    struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = interface};
    if (*ring == MAP_FAILED || bind(s, (struct sockaddr *)&address, sizeof address)) err(1, "packet ring");
    return s;
}

static void fill(struct frame *f, const char *interface, const char *mac, const char *source, int s) {
    struct ifreq request = {0};
    strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
    struct ether_addr *next_hop = ether_aton(mac);
    if (!next_hop || ioctl(s, SIOCGIFHWADDR, &request)) errx(1, "no such interface or MAC");
    memcpy(f->ethernet.ether_dhost, next_hop, ETH_ALEN);
    memcpy(f->ethernet.ether_shost, request.ifr_hwaddr.sa_data, ETH_ALEN);
    f->ethernet.ether_type = htons(ETHERTYPE_IP);
    f->ip = (struct iphdr){.version = 4, .ihl = 5, .tot_len = htons(sizeof *f - sizeof f->ethernet),
        .frag_off = htons(0x4000), .ttl = 64, .protocol = IPPROTO_ICMP, .saddr = inet_addr(source)};
    f->icmp = (struct icmphdr){.type = ICMP_ECHO};
    f->icmp.un.echo.id = htons(0xf100);
}

static void address_to(struct frame *f, uint32_t target) {
    f->ip.daddr = htonl(first_target + target);
    f->ip.check = f->icmp.checksum = 0;
    f->ip.check = checksum(&f->ip, sizeof f->ip);
    f->data[0] = target; /* comes back */
    f->icmp.un.echo.sequence = htons(++targets[target].sequence);
    f->icmp.checksum = checksum(&f->icmp, sizeof f->icmp + DATA_BYTES);
}

static void captured(const struct tpacket3_hdr *packet) {
    const struct frame *f = (const void *)((const uint8_t *)packet + packet->tp_mac);
    uint64_t stamp = packet->tp_sec * (uint64_t)SECOND_NS + packet->tp_nsec;
    uint32_t target = f->data[0];
    if (f->icmp.un.echo.id != htons(0xf100) || target >= target_count) return;
    struct target *t = &targets[target];
    if (f->icmp.un.echo.sequence != htons(t->sequence)) return;
    if (f->icmp.type == ICMP_ECHO) {
        seen++, t->requested = stamp;
    } else if (f->icmp.type == ICMP_ECHOREPLY && t->requested && ntohl(f->ip.saddr) == first_target + target) {
        uint64_t rtt = stamp - t->requested;
        t->requested = 0, answered++, rtt_sum += rtt;
        if (rtt > rtt_max) rtt_max = rtt;
    }
}

static void read_ring(uint8_t *ring) {
    static unsigned next;
    for (;; next = (next + 1) % BLOCKS) {
        struct tpacket_block_desc *block = (void *)(ring + (size_t)next * BLOCK_BYTES);
        if (!(__atomic_load_n(&block->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) return;
        const uint8_t *packet = (const uint8_t *)block + block->hdr.bh1.offset_to_first_pkt;
        for (uint32_t i = 0; i < block->hdr.bh1.num_pkts; i++) {
            captured((const void *)packet);
            packet += ((const struct tpacket3_hdr *)packet)->tp_next_offset;
        }
        __atomic_store_n(&block->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
    }
}

/* How many of the messages the kernel took. */
static int send_all(int out, struct mmsghdr *messages, unsigned count, int each) {
    if (!each) return sendmmsg(out, messages, count, 0);
    for (unsigned i = 0; i < count; i++) {
        const struct iovec *frame = messages[i].msg_hdr.msg_iov;
        if (send(out, frame->iov_base, frame->iov_len, 0) < 0) return i ? (int)i : -1;
    }
    return (int)count;
}

int main(int argc, char **argv) {
    static struct frame frames[BATCH];
    static struct iovec parts[BATCH];
    static struct mmsghdr messages[BATCH];
    int each = argc == 8 && !strcmp(argv[7], "each");
    if (argc != 7 + each) errx(2, "INTERFACE NEXT_HOP_MAC SOURCE FIRST_TARGET TARGETS INTERVAL_MS [each]");
    int interface = (int)if_nametoindex(argv[1]);
    first_target = ntohl(inet_addr(argv[4])), target_count = (uint32_t)atol(argv[5]);
    int64_t interval = atoll(argv[6]) * 1000000;
    targets = calloc(target_count, sizeof *targets);
    uint8_t *ring;
    int in = open_ring(interface, &ring), out = packet_socket(0, interface);
    for (int i = 0; i < BATCH; i++) {
        fill(&frames[i], argv[1], argv[2], argv[3], out);
        parts[i] = (struct iovec){&frames[i], sizeof frames[i]};
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    }
    signal(SIGTERM, end), signal(SIGINT, end);

    int64_t start = now(), tick = start;
    for (uint64_t due = 0; !ended;) {
        tick += TICK_NS;
        struct timespec wake = {tick / SECOND_NS, tick % SECOND_NS};
        if (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wake, NULL)) continue;
        due = (uint64_t)((__int128)(tick - start) * target_count / interval);
        while (sent < due) {
            unsigned batch = due - sent < BATCH ? (unsigned)(due - sent) : BATCH;
            for (unsigned i = 0; i < batch; i++) address_to(&frames[i], (uint32_t)((sent + i) % target_count));
            int done = send_all(out, messages, batch, each);
            if (done <= 0) err(1, "send");
            sent += (unsigned)done;
        }
        read_ring(ring);
    }
    struct tpacket_stats_v3 kernel;
    socklen_t length = sizeof kernel;
    getsockopt(in, SOL_PACKET, PACKET_STATISTICS, &kernel, &length);
    printf("sent %lu captured %lu answered %lu dropped %u rtt mean %lu max %lu ns\n", sent, seen, answered,
        kernel.tp_drops, answered ? rtt_sum / answered : 0, rtt_max);
}
