# The servers that are compared: one httpd (or nginx) a variant, each with
# the same pages.
package Bench::Variants;

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Temp qw(tempdir);
use POSIX ();
use Time::HiRes qw(sleep);
use News::Server qw(free_port has_module);

our @EXPORT_OK = qw(names start describe);

my $string = '<script>/* ' . 'x' x 1000 . ' */</script>';
my $substitute = qq(Substitute "s|</body>|$string</body>|in"\n)
    . "SetOutputFilter SUBSTITUTE\n";
my $deflate = "DeflateCompressionLevel 6\nSetOutputFilter DEFLATE\n";
my $known = "NewsFilter On\nNewsFilterReader On\n"
    . "NewsFilterMaxSize 64M\n";
my $unknown = "NewsFilter On\nNewsFilterCache none\nNewsFilterMaxSize 64M\n";

# name, what it is, modules, configuration; BACKEND is plain's address
my @variants = (
    [plain => 'static files, sendfile', [], '', module => 0],
    [off => 'module loaded, `NewsFilter Off`', [], "NewsFilter Off\n"],
    [hit => '`NewsFilter On`, page known', ['socache_shmcb'], $known],
    [miss => '`NewsFilter On`, `NewsFilterCache none`', [], $unknown],
    [over => '`NewsFilter On`, page over `NewsFilterMaxSize`', [],
        "NewsFilter On\n"],
    [reader => 'reader view, page known', ['socache_shmcb'], $known,
        query => '?newsfilter=reader'],
    [substitute => 'mod_substitute, 1 KB before `</body>`', ['substitute'],
        $substitute, module => 0],
    [proxy_html => 'mod_proxy_html, no address to change',
        [qw(xml2enc proxy proxy_html env)],
        "SetEnv PROXY_HTML_FORCE 1\nProxyHTMLEnable On\n"
        . "ProxyHTMLLinks a href\nProxyHTMLLinks img src\n"
        . "ProxyHTMLURLMap http://none.example /n\n",
        module => 0],
    [include => 'mod_include, nothing to do', ['include'],
        "Options +Includes\nSetOutputFilter INCLUDES\n", module => 0],
    [deflate => 'mod_deflate, level 6', [qw(filter deflate)], $deflate,
        module => 0, header => 'Accept-Encoding: gzip'],
    [miss_deflate => 'the same behind `NewsFilter On`, page unknown',
        [qw(filter deflate)], "$unknown$deflate",
        header => 'Accept-Encoding: gzip'],
    [proxy => 'reverse proxy (the proxy\'s cost)', [qw(proxy proxy_http)],
        "ProxyPass / http://127.0.0.1:BACKEND/\n", module => 0],
    [proxy_hit => 'reverse proxy, page known by its bytes',
        [qw(proxy proxy_http socache_shmcb)],
        "${known}ProxyPass / http://127.0.0.1:BACKEND/\n"],
    [nginx => 'nginx, static files', undef, ''],
    [sub_filter => 'nginx, sub_filter, 1 KB before `</body>`', undef,
        "sub_filter_once off;\nsub_filter '</body>' '$string</body>';\n"],
);

sub names { return map { $_->[0] } grep { usable($_) } @variants }

sub describe
{
    my ($name) = @_;
    return (grep { $_->[0] eq $name } @variants)[0][1];
}

sub usable
{
    my ($v) = @_;
    return $v->[2] ? !grep { !has_module($_) } @{$v->[2]}
        : system('command -v nginx >/dev/null 2>&1') == 0;
}

# Start one. files: name => bytes; backend: a port. The object has port, pids
# (a sub), query, header, stop.
sub start
{
    my ($name, $files, $backend) = @_;
    my ($v) = grep { $_->[0] eq $name } @variants;
    my (undef, undef, $modules, $conf, %o) = @$v;
    $conf =~ s/BACKEND/$backend/;
    my $s = $modules ? httpd($modules, $conf, $files, %o)
        : nginx($conf, $files);
    return {query => '', %o, %$s, name => $name};
}

sub httpd
{
    my ($modules, $conf, $files, %o) = @_;
    my $s = News::Server->new(modules => $modules, files => $files,
        loglevel => 'error', module => $o{module} // 1, conf => <<"CONF");
EnableSendfile On
KeepAliveTimeout 30
MaxKeepAliveRequests 0
<IfModule !mpm_prefork_module>
    ThreadsPerChild 16
    MaxRequestWorkers 64
    ServerLimit 4
    MinSpareThreads 1
    MaxSpareThreads 64
</IfModule>
<Directory ROOT/htdocs>
    AllowOverride None
</Directory>
$conf
CONF
    return {port => $s->{port}, object => $s,
        pids => sub { children($s->{pid}) }, stop => sub { $s->stop }};
}

sub nginx
{
    my ($conf, $files) = @_;
    my $dir = tempdir('newsfilter-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    my $port = free_port();
    chmod 0755, $dir;
    write_file("$dir/html/$_", $files->{$_}) foreach keys %$files;
    write_file("$dir/nginx.conf", <<"CONF");
worker_processes 1;
daemon off;
pid $dir/pid;
error_log $dir/error.log;
@{[$> == 0 ? 'user www-data;' : '']}
events { worker_connections 1024; }
http {
    types { text/html html; }
    access_log $dir/access.log;
    sendfile on;
    keepalive_requests 1000000000;
    client_body_temp_path $dir/a; proxy_temp_path $dir/b;
    fastcgi_temp_path $dir/c; uwsgi_temp_path $dir/d; scgi_temp_path $dir/e;
    server { listen 127.0.0.1:$port; root $dir/html; $conf }
}
CONF
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        open STDERR, '>', "$dir/stderr.log";
        { exec 'nginx', '-c', "$dir/nginx.conf" }
        POSIX::_exit(127);
    }
    for (1 .. 200) {
        last if -s "$dir/pid";
        sleep 0.02;
    }
    return {port => $port, pids => sub { children($pid) },
        stop => sub { kill 'TERM', $pid; waitpid $pid, 0 }};
}

sub write_file
{
    my ($path, $bytes) = @_;
    mkdir $path =~ s{/[^/]*\z}{}r;
    open my $fh, '>:raw', $path or die "$path: $!\n";
    print {$fh} $bytes;
    close $fh;
}

sub children
{
    my ($pid) = @_;
    open my $fh, '<', "/proc/$pid/task/$pid/children" or return $pid;
    return ($pid, split ' ', <$fh> // '');
}

1;
