# The portal's image: web, worker and scheduler are the same image with another command (compose.yaml).
FROM python:3.13-slim AS build

RUN python3 -m venv /opt/portal
ENV PATH=/opt/portal/bin:$PATH PYTHONDONTWRITEBYTECODE=1
COPY requirements/base.txt /tmp/base.txt
RUN pip install --no-cache-dir --no-compile --require-hashes -r /tmp/base.txt \
 && pip uninstall --quiet --yes pip
WORKDIR /app
COPY manage.py ./
COPY portal portal
COPY pioneers pioneers
COPY grants grants
COPY templates templates
# Part of the key of kept pages (portal/content/release.py).
COPY requirements/base.txt requirements/base.txt
# Collecting needs settings, not values: the local ones are enough, with production's names for the files.
RUN python -m portal.core.translations \
 && DJANGO_SETTINGS_MODULE=portal.config.settings.collect python manage.py collectstatic --noinput --verbosity 0

FROM python:3.13-slim

RUN mkdir -p /var/lib/portal && chown 10001:10001 /var/lib/portal
COPY --from=build /opt/portal /opt/portal
COPY --from=build /app /app
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=portal.config.settings.production \
    VAR_DIR=/var/lib/portal \
    PORT=8000
WORKDIR /app
USER 10001:10001
# The only place it writes, beside /tmp: cached pages, and files where there is no bucket.
VOLUME /var/lib/portal
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=4)"]
CMD ["sh", "-c", "exec gunicorn portal.config.wsgi --bind 0.0.0.0:$PORT --workers ${WEB_CONCURRENCY:-2} --worker-tmp-dir /dev/shm --no-control-socket"]
