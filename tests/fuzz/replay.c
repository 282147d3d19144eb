/*
 * replay.c -- a fuzzer's promises on given files, without libFuzzer.
 *
 *   replay FILE...
 *
 * Takes libFuzzer's place in all builds but VARIANT=fuzz, so that any compiler
 * can do it. A broken promise ends in abort().
 */
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Larger inputs are cut. */
#define MOST (1024 * 1024)

int main(int argc, char **argv)
{
    static uint8_t bytes[MOST];
    int i;

    for (i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");

        if (file == NULL) {
            perror(argv[i]);
            return 1;
        }
        LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, MOST, file));
        fclose(file);
    }
    return 0;
}
