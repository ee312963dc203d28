// SPDX-License-Identifier: Apache-2.0
/* What is traced, in a loop: loops open|exec|switch TIMES prints nanoseconds for each. See bench/peers. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

static void opens(long times)
{
	for (long i = 0; i < times; i++)
		close(open("/etc/hostname", O_RDONLY));
}

static void execs(long times)
{
	for (long i = 0; i < times; i++) {
		pid_t child = vfork();

		if (!child) {
			execl("/bin/true", "/bin/true", "marked", (char *)0);
			_exit(1);
		}
		waitpid(child, 0, 0);
	}
}

/* A byte to and fro between two processes: two switches each. */
static void switches(long times)
{
	int to[2], fro[2];
	char byte = 0;

	if (pipe(to) || pipe(fro))
		exit(1);
	if (!fork()) {
		for (long i = 0; i < times; i++)
			if (read(to[0], &byte, 1) != 1 || write(fro[1], &byte, 1) != 1)
				exit(1);
		exit(0);
	}
	for (long i = 0; i < times; i++)
		if (write(to[1], &byte, 1) != 1 || read(fro[0], &byte, 1) != 1)
			exit(1);
	wait(0);
}

int main(int count, char **arguments)
{
	long times = count > 2 ? atol(arguments[2]) : 0;
	double start = now();

	if (count > 2 && !strcmp(arguments[1], "open"))
		opens(times);
	else if (count > 2 && !strcmp(arguments[1], "exec"))
		execs(times);
	else if (count > 2 && !strcmp(arguments[1], "switch"))
		switches(times);
	else
		return 2;
	printf("%.0f\n", (now() - start) / times);
	return 0;
}
